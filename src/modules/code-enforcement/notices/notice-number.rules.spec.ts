import { expect, it } from '@jest/globals';
import { readNoticeNumber } from './notice-number.rules.js';

it.each(['CEC-2026-00004-1', ' CEC-2026-00004 - 1 ', 'CEC-2026-00004/1', 'CEC-2026-00004 1'])('reads %s', (typed) => {
  expect(readNoticeNumber(typed)).toEqual({ caseNumber: 'CEC-2026-00004', sequence: 1 });
});

it.each(['', 'CEC', 'CEC-2026-00004-', 'CEC-2026-00004-1234'])('does not take %j for a notice of a case', (typed) => {
  const read = readNoticeNumber(typed);
  expect(read === null || read.caseNumber !== 'CEC-2026-00004').toBe(true);
});
