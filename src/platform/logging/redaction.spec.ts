import { expect, it } from '@jest/globals';
import { redact, redactedMessage } from './redaction.js';

const logged = (message: string) => (JSON.parse(redact(JSON.stringify({ message }))) as { message: string }).message;

it.each([
  ['mail to ana@example.com bounced', 'mail to [email] bounced'],
  ['line one\nana.b+c@mail.example.com', 'line one\n[email]'],
  ['\tana@example.com "ana@example.com"', '\t[email] "[email]"'],
  ['Authorization: Bearer abc.def-ghi', 'Authorization: [token]'],
  ['jwt eyJhbGciOi.eyJzdWIi.c2ln end', 'jwt [token] end'],
  ['GET /v1/x?token=abc123&a=1', 'GET /v1/x?token=[parameter]&a=1'],
  ['duplicate key\n - detail: Key (email)=(ana "the" roofer) exists.\n    at file.js:1', 'duplicate key\n - [detail]\n    at file.js:1'],
  ['Failing row contains (1, Ana, 555-0100)', '[detail]'],
  ['invalid input syntax for type uuid: "Ana Lopez" somewhere', '[value] somewhere'],
  ['permit RES-2026-00017 issued in 12 ms', 'permit RES-2026-00017 issued in 12 ms'],
])('logs %j as %j', (message, expected) => {
  expect(logged(message)).toBe(expected);
});

it('tells an administrator which rule of the database was broken, not with what', () => {
  const error = Object.assign(new Error('insert into … - duplicate key\n - detail: Key (email)=(ana@example.com)'), {
    code: '23505',
    constraint: 'account_email_unique',
  });
  expect(redactedMessage(error)).toBe('The database refused it (23505, account_email_unique).');
});

it('tells other errors without addresses and paths', () => {
  expect(redactedMessage(new Error('cannot mail ana@example.com: ENOENT, open /srv/portal/secret.txt'))).toBe(
    'cannot mail [email]: ENOENT, open [path]',
  );
  expect(redactedMessage('just text')).toBe('just text');
  expect(redactedMessage(new TypeError(''))).toBe('TypeError');
});
