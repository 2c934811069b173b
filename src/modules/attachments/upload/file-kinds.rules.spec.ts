import { expect, it } from '@jest/globals';
import * as files from '../../../../test/support/files.js';
import { FILE_KINDS, isOfKind, kindByName } from './file-kinds.rules.js';

const SAMPLES: Record<string, Buffer> = {
  pdf: files.pdf(),
  png: files.png(),
  jpg: files.jpeg(),
  jpeg: files.jpeg(),
  tif: files.tiff(),
  tiff: files.tiff(),
  heic: files.heic(),
  heif: files.heic(),
  docx: files.docx(),
  xlsx: files.xlsx(),
  dwg: files.dwg(),
  dxf: files.dxf(),
  txt: Buffer.from('Fence along the north side, 6 ft high.\n'),
  csv: Buffer.from('unit,amount\r\n"2, rear",7\r\n'),
};

it('R-05 knows every kind of file the city takes by its content', async () => {
  const extensions = FILE_KINDS.flatMap((kind) => kind.extensions);
  expect(Object.keys(SAMPLES).sort()).toEqual([...extensions].sort());
  for (const extension of extensions) {
    expect({ extension, agrees: await isOfKind(kindByName(`plan.${extension.toUpperCase()}`)!, SAMPLES[extension]) }).toEqual({
      extension,
      agrees: true,
    });
  }
});

it.each(['\n', '\x1b%-12345X@PJL JOB NAME="plan"\r\n@PJL ENTER LANGUAGE=PDF\r\n', ' '.repeat(1000)])(
  'R-05 takes a PDF that a scanner or a printer wrote %j before',
  async (before) => {
    expect(await isOfKind(kindByName('plan.pdf')!, Buffer.concat([Buffer.from(before, 'latin1'), files.pdf()]))).toBe(true);
    expect(await isOfKind(kindByName('plan.png')!, Buffer.concat([Buffer.from(before, 'latin1'), files.pdf()]))).toBe(false);
  },
);

it('R-05 takes no content for another kind than its own', async () => {
  for (const kind of FILE_KINDS) {
    for (const [extension, sample] of Object.entries(SAMPLES)) {
      // A DXF file is text, and a table is text.
      const isItself = kind.extensions.includes(extension) || (kind.isText && kindByName(`x.${extension}`)!.isText);
      if (!isItself)
        expect({ kind: kind.name, extension, agrees: await isOfKind(kind, sample) }).toEqual({ kind: kind.name, extension, agrees: false });
    }
  }
});

it('R-05 takes programs, pages and archives for nothing', async () => {
  const others = [
    files.exe(),
    Buffer.from('<!doctype html><script>alert(1)</script>'),
    files.zip({ 'a.txt': 'a' }),
    Buffer.from([0x50, 0x4b, 3, 4]),
    Buffer.from([0]),
  ];
  for (const other of others) {
    for (const kind of FILE_KINDS.filter(({ isText }) => !isText)) expect(await isOfKind(kind, other)).toBe(false);
  }
  expect(await isOfKind(kindByName('a.txt')!, files.exe())).toBe(false);
});

it('R-05 knows office files whose type is named late', async () => {
  expect(await isOfKind(kindByName('letter.docx')!, files.docxWithTypesLast())).toBe(true);
  expect(await isOfKind(kindByName('letter.xlsx')!, files.docxWithTypesLast())).toBe(false);
});

it('R-05 knows text that begins like a picture', async () => {
  expect(await isOfKind(kindByName('cars.csv')!, Buffer.from('BMW,2\nVW,3\n'))).toBe(true);
});

it.each(['plan.exe', 'plan', 'plan.pdf.js', 'plan.zip', '.pdf.', 'plan.html', 'plan.svg'])('R-05 takes no file called %s', (name) => {
  expect(kindByName(name)).toBeUndefined();
});
