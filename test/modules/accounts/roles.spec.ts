import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { STAFF_ROLES } from '../../../src/platform/auth/principal.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { anonymous } from '../../support/builders.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const roles = [...STAFF_ROLES].sort();

it('the database knows the roles of the staff, and no others', async () => {
  const checks = await app.get(Database).rows(sql<{ name: string; definition: string }>`
    select conrelid::regclass::text as name, pg_get_constraintdef(oid) as definition from pg_constraint
    where contype = 'c' and pg_get_constraintdef(oid) like ${`%'${STAFF_ROLES[0]}'%`} order by 1`);
  expect(checks.length).toBeGreaterThan(2);
  for (const { name, definition } of checks) {
    const lists = [...definition.matchAll(/ARRAY\[([^\]]*)\]/g)].map(([, list]) =>
      [...list!.matchAll(/'([^']*)'/g)].map(([, word]) => word!),
    );
    const listed = lists.find((list) => list.includes(STAFF_ROLES[0]))!;
    expect([name, listed.sort()]).toEqual([name, roles]);
  }
});

it('so does the published document', async () => {
  const text = await (await anonymous(app).raw('/openapi.json')).text();
  const lists = [...text.matchAll(/"enum":(\["[^\]]*\])/g)].map(([, list]) => JSON.parse(list!) as string[]);
  const ofRoles = lists.filter((list) => list.includes(STAFF_ROLES[0]));
  expect(ofRoles.length).toBeGreaterThan(0);
  // What may be null says so in its list.
  for (const list of ofRoles) expect(list.filter(Boolean).sort()).toEqual(roles);
});
