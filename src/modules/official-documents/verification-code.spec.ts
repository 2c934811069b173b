import { expect, it } from '@jest/globals';
import { newVerificationCode, normalVerificationCode } from './verification-code.js';

it('P-07 a verification code has 26 characters that nobody confuses, and is never the same', () => {
  const codes = Array.from({ length: 500 }, newVerificationCode);
  expect(new Set(codes).size).toBe(500);
  for (const code of codes) expect(code).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
});

it('P-07 a code is understood as people copy it from paper', () => {
  const code = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
  for (const typed of [code, code.toLowerCase(), 'O1ARZ-3NDEK-TSV4R-RFFQ6-9G5FA-V', ' oiarz3ndek tsv4rrffq69g5fav ']) {
    expect(normalVerificationCode(typed)).toBe(code);
  }
});

it('P-07 what cannot be a code is not looked up', () => {
  for (const typed of [
    '',
    '01ARZ3NDEKTSV4RRFFQ69G5FA',
    '01ARZ3NDEKTSV4RRFFQ69G5FAVX',
    '01ARZ3NDEKTSV4RRFFQ69G5FAU',
    "01ARZ3NDEK';--4RRFFQ69G5FA",
  ]) {
    expect(normalVerificationCode(typed)).toBeNull();
  }
});
