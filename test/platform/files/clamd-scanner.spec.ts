import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SettingsError } from '../../../src/platform/config/environment.js';
import { ClamdScanner, readClamdUrl } from '../../../src/platform/files/clamd-scanner.js';
import { NoScanner } from '../../../src/platform/files/scanner.js';
import { EICAR, startClamd, type FakeClamd } from '../../support/clamd.js';
import { pdf } from '../../support/files.js';

let clamd: FakeClamd;
beforeAll(async () => {
  clamd = await startClamd();
});
afterAll(() => clamd?.close());

const scanner = () => new ClamdScanner(readClamdUrl(clamd.url));
const inPieces = (content: Buffer, size = 65_536) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
    })(),
  );

it('R-05 lets clean files pass, small, large and in odd pieces', async () => {
  for (const [size, piece] of [
    [1, 1],
    [100_000, 7_919],
    [3_000_000, 65_536],
  ] as const) {
    expect(await scanner().scan(inPieces(pdf(Math.max(size, 100)).subarray(0, size), piece))).toEqual({ outcome: 'clean' });
    expect(clamd.scanned.at(-1)).toBe(size);
  }
});

it('R-05 names what it finds', async () => {
  const infected = Buffer.concat([pdf(200_000), EICAR, pdf(200_000)]);
  expect(await scanner().scan(inPieces(infected))).toEqual({ outcome: 'infected', signature: 'Eicar-Test-Signature' });
});

it('R-05 takes no trouble of the scanner for a clean file', async () => {
  clamd.trouble('hang-up');
  await expect(scanner().scan(inPieces(pdf(5_000_000)))).rejects.toThrow();
  clamd.trouble('too-large');
  await expect(scanner().scan(inPieces(pdf(5_000_000)))).rejects.toThrow('INSTREAM size limit exceeded');
  clamd.trouble(null);
  const broken = new Readable({ read: () => broken.destroy(new Error('the disk failed')) });
  await expect(scanner().scan(broken)).rejects.toThrow('the disk failed');
  await expect(new ClamdScanner({ host: '127.0.0.1', port: 1 }).scan(inPieces(pdf()))).rejects.toThrow('ECONNREFUSED');
});

it('R-05 says so where there is no scanner', async () => {
  expect(await new NoScanner().scan(inPieces(EICAR))).toEqual({ outcome: 'not-scanned' });
});

it('reads CLAMD_URL', () => {
  expect(readClamdUrl('tcp://scanner.example')).toEqual({ host: 'scanner.example', port: 3310 });
  expect(readClamdUrl('tcp://[::1]:3311')).toEqual({ host: '::1', port: 3311 });
  expect(readClamdUrl('/run/clamav/clamd.ctl')).toEqual({ path: '/run/clamav/clamd.ctl' });
  expect(readClamdUrl('unix:/run/clamav/clamd.ctl')).toEqual({ path: '/run/clamav/clamd.ctl' });
  for (const wrong of ['scanner', 'http://scanner', 'tcp://', 'unix:']) expect(() => readClamdUrl(wrong)).toThrow(SettingsError);
});
