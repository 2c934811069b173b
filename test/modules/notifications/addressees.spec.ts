import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { tell, type Recipient } from '../../../src/modules/notifications/message.js';
import { NotificationWriter } from '../../../src/modules/notifications/notification-writer.js';
import { RecordUnlinked } from '../../../src/modules/records/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/database/ids.js';
import { startApp, type TestApp } from '../../support/app.js';
import { signUp, staff, type SignedInClient } from '../../support/builders.js';
import { startMailbox, type TestMailbox } from '../../support/mailbox.js';
import { openRecord } from '../../support/records.js';

let app: TestApp;
let mailbox: TestMailbox;
let resident: SignedInClient;
let technician: SignedInClient;
let record: { id: string; number: string };

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  [resident, technician] = [await signUp(app), await staff(app, 'permit-technician')];
  record = await openRecord(app);
});
beforeEach(async () => {
  await app.settle();
  mailbox.accept();
  mailbox.received.length = 0;
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

/** Tells these people of one event, as often as it is delivered. */
async function write(to: Recipient[], { times = 1 } = {}): Promise<void> {
  const message = tell(RecordUnlinked, { kind: 'record-unlinked', topic: 'essential', to: () => to, link: () => '/' });
  const facts = { recordId: record.id, number: record.number, accountId: resident.accountId };
  const event = { id: newId(), type: RecordUnlinked.type, facts, occurredAt: app.clock.now(), actorId: null } as never;
  for (let time = 0; time < times; time++) await app.get(Database).transaction(() => app.get(NotificationWriter).write(message, event));
  await app.settle();
}

it('N-01 writes to an address that has no account, by its name, and does not speak of a portal it cannot open', async () => {
  await write([{ email: 'stranger@example.com', name: 'Demo Stranger' }]);
  const [letter] = mailbox.to('stranger@example.com');
  expect(letter.text).toMatch(/^Hello Demo Stranger,/);
  expect(letter.text + letter.html).not.toMatch(/portal/i);
  expect(letter.headers.has('list-unsubscribe')).toBe(false);

  await write([{ email: 'nameless@example.com' }]);
  expect(mailbox.to('nameless@example.com')[0].text).toMatch(/^Hello neighbor,/);
});

it('N-01 writes once to an address, however it is spelt and however often the event is delivered', async () => {
  await write([{ email: 'once@example.com' }, { email: ' Once@Example.com' }, resident.accountId], { times: 3 });
  expect(mailbox.received.map(({ to }) => to.toLowerCase()).sort()).toEqual(['once@example.com', resident.email].sort());
});

it('A-07 shows staff a letter to an address that was refused, and sends it again', async () => {
  mailbox.refuse({ code: 550, message: 'No such user here' });
  await write([{ email: 'gone@example.com', name: 'Demo Gone' }]);
  mailbox.accept();

  const failed = (await technician.get('/admin/failed-messages')).body.items;
  const item = failed.find(({ sentTo }: { sentTo: string }) => sentTo === 'gone@example.com');
  expect(item).toMatchObject({ recipient: { accountId: null, name: 'Demo Gone', email: 'gone@example.com' }, recordNumber: record.number });
  expect(await technician.post(`/admin/notifications/${item.id}/deliveries`)).toMatchObject({ status: 201 });
  await app.settle();
  expect(mailbox.to('gone@example.com')).toHaveLength(1);
  expect((await resident.get('/notifications')).body.items.map(({ id }: { id: string }) => id)).not.toContain(item.id);
});
