import { expect, it } from '@jest/globals';
import PDFDocument from 'pdfkit';
import { pdf } from '../../../../test/support/files.js';
import { PdfLock } from './pdf-lock.js';

type Options = ConstructorParameters<typeof PDFDocument>[0];

function made(options: Options): Promise<Buffer> {
  return new Promise((resolve) => {
    const document = new PDFDocument({ ...options, compress: true });
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.text('A fence');
    document.end();
  });
}

function isLocked(file: Buffer, size = file.length): boolean {
  const lock = new PdfLock();
  for (let at = 0; at < file.length; at += size) lock.see(file.subarray(at, at + size));
  return lock.isLocked;
}

it.each(['1.3', '1.4', '1.5', '1.6', '1.7', '1.7ext3'] as const)(
  'R-05 tells a PDF of version %s that needs a password from one that opens',
  async (pdfVersion) => {
    const locked = await made({ pdfVersion, userPassword: 'secret', ownerPassword: 'other' });
    const restricted = await made({ pdfVersion, ownerPassword: 'other', permissions: { printing: 'lowResolution' } });
    for (const size of [locked.length, 1000, 37]) {
      expect([size, isLocked(locked, size), isLocked(restricted, size)]).toEqual([size, true, false]);
    }
  },
);

it('R-05 takes plain ones for what they are', async () => {
  expect(isLocked(await made({}))).toBe(false);
  expect(isLocked(pdf())).toBe(false);
  expect(isLocked(Buffer.from('%PDF-1.7 /Encrypt 1 0 R /Filter /Standard (unfinished'))).toBe(false);
});
