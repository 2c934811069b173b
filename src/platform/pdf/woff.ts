import { inflateSync } from 'node:zlib';

const WOFF = { header: 44, entry: 20 };
const SFNT = { header: 12, entry: 16 };

/**
 * The font inside a WOFF file, as OpenType: the same tables without their compression. The font library can read the packed form too, but
 * unpacks a table anew for every letter.
 */
export function unpackWoff(file: Buffer): Buffer {
  const count = file.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const entry = WOFF.header + index * WOFF.entry;
    const [offset, packed, size] = [4, 8, 12].map((at) => file.readUInt32BE(entry + at));
    const data = file.subarray(offset, offset + packed);
    return {
      tag: file.subarray(entry, entry + 4),
      checksum: file.readUInt32BE(entry + 16),
      data: packed < size ? inflateSync(data) : data,
    };
  });
  const font = Buffer.alloc(tables.reduce((end, { data }) => end + SFNT.entry + aligned(data.length), SFNT.header));
  const log = Math.floor(Math.log2(count));
  file.copy(font, 0, 4, 8);
  [count, 16 << log, log, 16 * count - (16 << log)].forEach((value, index) => font.writeUInt16BE(value, 4 + 2 * index));
  let offset = SFNT.header + count * SFNT.entry;
  tables.forEach(({ tag, checksum, data }, index) => {
    const entry = SFNT.header + index * SFNT.entry;
    tag.copy(font, entry);
    [checksum, offset, data.length].forEach((value, field) => font.writeUInt32BE(value, entry + 4 + 4 * field));
    data.copy(font, offset);
    offset += aligned(data.length);
  });
  return font;
}

function aligned(length: number): number {
  return Math.ceil(length / 4) * 4;
}
