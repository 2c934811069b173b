import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { safeFileName } from './file-name.rules.js';

it.each([
  ['site plan.pdf', 'site plan.pdf'],
  ['Plano de ubicación.pdf', 'Plano de ubicación.pdf'],
  ['平面図.pdf', '平面図.pdf'],
  ['../../etc/passwd.txt', 'passwd.txt'],
  ['C:\\Users\\me\\plan.dwg', 'plan.dwg'],
  ['plan\u202Efdp.exe', 'planfdp.exe'],
  ['  ..plan.pdf. ', 'plan.pdf'],
  ['pl\u0000a\r\nn.pdf', 'plan.pdf'],
  ['what?*<>|":.pdf', 'what_______.pdf'],
  ['con.pdf', '_con.pdf'],
  ['.pdf', 'pdf'],
  ['', 'document'],
])('makes %j safe', (given, safe) => {
  expect(safeFileName(given)).toBe(safe);
});

it('never gives a name that a file system or a header could stumble over', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
      const name = safeFileName(given);
      expect([...name].length).toBeLessThanOrEqual(121);
      expect(name).not.toBe('');

      expect(name).not.toMatch(/[\x00-\x1f\x7f/\\<>:"|?*]|^\.|[. ]$/);
      expect(safeFileName(name)).toBe(name);
    }),
  );
});
