import { expect, it } from '@jest/globals';
import { forPeople } from './for-people.js';

const plain = (text: string) => text.replace(/\u001b\[\d+m/g, '');

it('says when, how bad and what, and not how', () => {
  const line = {
    level: 'warn',
    time: '2026-03-02T15:04:05.123Z',
    requestId: 'a',
    context: 'Jobs',
    msg: 'Took over the jobs of 2 dead workers.',
  };
  expect(plain(forPeople(JSON.stringify(line)))).toMatch(/^\d\d:\d\d:05 warn {2}Jobs {7}Took over the jobs of 2 dead workers\.\n$/);
});

it('shows where an error came from, and leaves alone what is no line of its own', () => {
  const line = { level: 'error', context: 'Problem', err: { message: 'no', stack: 'Error: no\n    at here' } };
  expect(plain(forPeople(JSON.stringify(line)))).toContain('Problem    Error: no\n    at here\n');
  expect(forPeople('Filling the demo city …\n')).toBe('Filling the demo city …\n');
});
