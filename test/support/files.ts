import { crc32 } from 'node:zlib';

/** A PDF of `bytes` bytes, as far as anyone looks at it. */
export function pdf(bytes = 2_000): Buffer {
  const file = Buffer.alloc(bytes, ' ');
  file.write('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<< /Type /Catalog >>\nendobj\n', 'latin1');
  file.write('\n%%EOF\n', bytes - 8, 'latin1');
  return file;
}

export function png(): Buffer {
  return Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
}

export function jpeg(): Buffer {
  return Buffer.concat([Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'), Buffer.alloc(200, 1), Buffer.from('ffd9', 'hex')]);
}

export function tiff(): Buffer {
  return Buffer.concat([Buffer.from('49492a0008000000', 'hex'), Buffer.alloc(200)]);
}

export function heic(): Buffer {
  return Buffer.concat([Buffer.from('000000186674797068656963000000006d69663168656963', 'hex'), Buffer.alloc(200)]);
}

export function dwg(): Buffer {
  return Buffer.concat([Buffer.from('AC1032'), Buffer.alloc(200)]);
}

export function dxf(): Buffer {
  return Buffer.from('999\r\nplat of survey\r\n  0\r\nSECTION\r\n  2\r\nHEADER\r\n  0\r\nENDSEC\r\n  0\r\nEOF\r\n');
}

export function exe(): Buffer {
  return Buffer.concat([Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), Buffer.alloc(500)]);
}

const CONTENT_TYPES = (main: string) =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  `<Override PartName="/main.xml" ContentType="${main}.main+xml"/></Types>`;
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function docx(): Buffer {
  return zip({ '[Content_Types].xml': CONTENT_TYPES(WORD), 'word/document.xml': '<w:document/>' });
}

/** As programs write it that put the entry that names the type last. */
export function docxWithTypesLast(): Buffer {
  return zip({ '_rels/.rels': '<Relationships/>', 'word/document.xml': '<w:document/>', '[Content_Types].xml': CONTENT_TYPES(WORD) });
}

export function xlsx(): Buffer {
  return zip({ '[Content_Types].xml': CONTENT_TYPES(EXCEL), 'xl/workbook.xml': '<workbook/>' });
}

/** A zip archive of uncompressed entries. */
export function zip(entries: Record<string, string>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const data = Buffer.from(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), data]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 0]), common, central, Buffer.from(name)]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

/** The form of `uploadAttachment`. */
export function uploadForm(
  fields: { file?: Buffer; fileName?: string; documentType?: string; reviewId?: string; replaces?: string } = {},
): FormData {
  const { file = pdf(), fileName = 'site-plan.pdf', ...rest } = fields;
  const form = new FormData();
  for (const [name, value] of Object.entries({ documentType: 'site-plan', ...rest })) form.set(name, value);
  form.set('file', new Blob([new Uint8Array(file)]), fileName);
  return form;
}
