import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { DomainEvent } from '../../src/platform/events/domain-event.js';
import { Events } from '../../src/platform/events/events.js';
import { startApp, type TestApp } from '../support/app.js';

class Happened extends DomainEvent<{ what: string }> {
  static override readonly type = 'test.happened';
}

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

it('saves an event with the change it tells of, and not without it', async () => {
  const database = app.get(Database);
  await database.transaction(async () => app.get(Events).publish(new Happened({ what: 'kept' })));
  await expect(
    database.transaction(async () => {
      app.get(Events).publish(new Happened({ what: 'lost' }));
      throw new Error('changed my mind');
    }),
  ).rejects.toThrow('changed my mind');
  expect(await database.rows(sql`select facts from platform.event where type = 'test.happened'`)).toEqual([{ facts: { what: 'kept' } }]);
});
