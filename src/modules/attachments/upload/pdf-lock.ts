import { createCipheriv, createHash } from 'node:crypto';

/** How far around its filter an encryption dictionary reaches, and what is remembered between two chunks. */
const AROUND = 4096;
/** What stands in for the rest of a password that is too short (ISO 32000-2, 7.6.4.3). */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** Watches a PDF go by, and tells in the end whether it opens only with a password. One that merely forbids printing opens. */
export class PdfLock {
  private last = '';
  private isEncrypted = false;
  private dictionary: string | undefined;
  private id: Buffer | undefined;

  see(chunk: Buffer): void {
    const text = this.last + chunk.toString('latin1');
    this.isEncrypted ||= /\/Encrypt[\s<]/.test(text);
    const filter = text.indexOf('/Standard');
    // Once more with the next chunk, when the dictionary may go on there.
    if (filter >= 0 && (!this.dictionary || filter + AROUND > this.last.length)) {
      this.dictionary = text.slice(Math.max(0, filter - AROUND), filter + AROUND);
    }
    const id = /\/ID\s*\[\s*/.exec(text);
    if (id && !this.id) this.id = stringAt(text, id.index + id[0].length);
    this.last = text.slice(-AROUND);
  }

  get isLocked(): boolean {
    return this.isEncrypted && this.dictionary !== undefined && !opensWithoutPassword(this.dictionary, this.id ?? Buffer.alloc(0));
  }
}

/** What cannot be read is let through: a reader may know more of it. */
function opensWithoutPassword(around: string, id: Buffer): boolean {
  const filter = around.indexOf('/Standard');
  const end = around.indexOf('endobj', filter);
  const dictionary = around.slice(around.lastIndexOf(' obj', filter) + 1, end < 0 ? undefined : end);
  const number = (name: string) => Number(new RegExp(`/${name}\\s+(-?\\d+)`).exec(dictionary)?.[1] ?? NaN);
  const text = (name: string) => {
    const found = new RegExp(`/${name}\\s*(?=[(<])`).exec(dictionary);
    return found ? stringAt(dictionary, found.index + found[0].length) : undefined;
  };
  const [revision, owner, user] = [number('R'), text('O'), text('U')];
  if (!owner || !user || user.length < 32) return true;
  if (revision === 5) return sha(256, user.subarray(32, 40)).equals(user.subarray(0, 32));
  if (revision === 6) return hardened(user.subarray(32, 40)).equals(user.subarray(0, 32));
  if (![2, 3, 4].includes(revision)) return true;

  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(number('P') | 0);
  const unencryptedMetadata = revision === 4 && /\/EncryptMetadata\s+false/.test(dictionary) ? Buffer.alloc(4, 0xff) : Buffer.alloc(0);
  const bytes = revision === 2 ? 5 : revision === 4 ? 16 : Math.min(16, (number('Length') || 40) / 8);
  let key = md5(PADDING, owner.subarray(0, 32), permissions, id, unencryptedMetadata).subarray(0, bytes);
  if (revision === 2) return rc4(key, PADDING).equals(user.subarray(0, 32));
  for (let round = 0; round < 50; round += 1) key = md5(key).subarray(0, bytes);
  let proof = rc4(key, md5(PADDING, id));
  for (let round = 1; round < 20; round += 1) proof = rc4(Buffer.from(key.map((byte) => byte ^ round)), proof);
  return proof.equals(user.subarray(0, 16));
}

/** A string of a PDF, in parentheses or in hexadecimal. */
function stringAt(text: string, at: number): Buffer | undefined {
  if (text[at] === '<') {
    const end = text.indexOf('>', at);
    return end < 0 ? undefined : Buffer.from(text.slice(at + 1, end).replace(/\s/g, ''), 'hex');
  }
  if (text[at] !== '(') return undefined;
  const bytes: string[] = [];
  for (let index = at + 1, depth = 1; index < text.length; index += 1) {
    const letter = text[index]!;
    if (letter === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(index + 1, index + 4))?.[0];
      const next = text[index + 1] ?? '';
      index += octal ? octal.length : 1;
      bytes.push(octal ? String.fromCharCode(Number.parseInt(octal, 8) & 0xff) : (ESCAPES[next] ?? next));
      continue;
    }
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth === 0) return Buffer.from(bytes.join(''), 'latin1');
    bytes.push(letter);
  }
  return undefined;
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '\n': '' };

function md5(...parts: Buffer[]): Buffer {
  return createHash('md5').update(Buffer.concat(parts)).digest();
}

function sha(bits: 256 | 384 | 512, ...parts: Buffer[]): Buffer {
  return createHash(`sha${bits}`).update(Buffer.concat(parts)).digest();
}

/** The hash of revision 6, for an empty password (ISO 32000-2, algorithm 2.B). */
function hardened(salt: Buffer): Buffer {
  let key = sha(256, salt);
  for (let round = 0; ; round += 1) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const mixed = Buffer.concat(Array.from({ length: 64 }, () => key));
    const encrypted = Buffer.concat([cipher.update(mixed), cipher.final()]);
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = sha(([256, 384, 512] as const)[remainder]!, encrypted);
    if (round >= 63 && encrypted.at(-1)! <= round - 31) return key.subarray(0, 32);
  }
}

/** Of old PDFs; the crypto library knows it no longer. */
function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number) => ([state[a], state[b]] = [state[b]!, state[a]!]);
  for (let i = 0, j = 0; i < 256; i += 1) {
    j = (j + state[i]! + key[i % key.length]!) & 0xff;
    swap(i, j);
  }
  let [i, j] = [0, 0];
  return Buffer.from(
    data.map((byte) => {
      i = (i + 1) & 0xff;
      j = (j + state[i]!) & 0xff;
      swap(i, j);
      return byte ^ state[(state[i]! + state[j]!) & 0xff]!;
    }),
  );
}
