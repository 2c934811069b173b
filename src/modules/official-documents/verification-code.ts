import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no letter that is taken for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BYTES = 16;
const LENGTH = Math.ceil((BYTES * 8) / 5);

/** 128 random bits: nobody finds a document by trying. */
export function newVerificationCode(): string {
  return codeFrom(randomBytes(BYTES));
}

/** Bytes as people read and type them. */
export function codeFrom(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`);
  let code = '';
  for (let index = 0; index < Math.ceil((bytes.length * 8) / 5); index += 1) {
    code = ALPHABET[Number(bits & 31n)] + code;
    bits >>= 5n;
  }
  return code;
}

/** As people copy it from paper: any case, blanks and dashes, O for 0, I or L for 1. Null when it cannot be a code. */
export function normalVerificationCode(typed: string, length = LENGTH): string | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return code.length === length && [...code].every((letter) => ALPHABET.includes(letter)) ? code : null;
}
