import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { signUp } from '../support/builders.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

it('people who ask at the same moment are each answered as themselves', async () => {
  const people = await Promise.all(Array.from({ length: 6 }, () => signUp(app)));
  const answers = await Promise.all([...people, ...people].map((person) => person.get('/accounts/me')));
  expect(answers.map(({ body }) => body.id)).toEqual([...people, ...people].map((person) => person.accountId));
});
