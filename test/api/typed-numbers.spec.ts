import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { signUp, type Answer, type SignedInClient } from '../support/builders.js';
import { uploadForm } from '../support/files.js';
import { anInspector, book, inspectionId, recordToInspect } from '../support/inspections.js';
import { linkIn, startMailbox, type TestMailbox } from '../support/mailbox.js';
import { openRecord } from '../support/records.js';

const GATE = { contactName: 'Demo Owner', contactPhone: '555-010-1234', note: 'The gate opens with 4711.' };

let app: TestApp;
let mailbox: TestMailbox;
let owner: SignedInClient;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  owner = await signUp(app);
  for (let n = 0; n < 4; n++) await anInspector(app);
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

async function visitOfTheOwner(): Promise<{ number: string; id: string }> {
  const { number } = await recordToInspect(app, owner);
  const id = await inspectionId(owner, number);
  expect((await book(owner, id, '2026-03-05', '09:30', GATE)).status).toBe(200);
  return { number, id };
}

async function linkedTo(number: string): Promise<SignedInClient> {
  const neighbor = await signUp(app);
  expect((await neighbor.post('/record-links', { kind: 'permit', number })).status).toBe(201);
  return neighbor;
}

const refusalOf = ({ status, body }: Answer) => [status, body.code];
const appointmentsSeenBy = async (client: SignedInClient, number: string) => {
  const lists = [await client.get(`/records/${number}/inspections`), await client.get('/inspections')];
  return lists.map(({ body }) => body.items.find((each: { recordNumber: string }) => each.recordNumber === number)?.appointment);
};

it('R-01 whoever typed the number sees that somebody comes, but not whom to call and what opens the gate', async () => {
  const { number, id } = await visitOfTheOwner();
  const neighbor = await linkedTo(number);
  for (const seen of await appointmentsSeenBy(neighbor, number)) {
    expect(seen).toMatchObject({ date: '2026-03-05', start: '09:30', contactName: null, contactPhone: null, note: null, mayChange: false });
  }
  for (const seen of await appointmentsSeenBy(owner, number)) expect(seen).toMatchObject({ ...GATE, mayChange: true });

  expect(refusalOf(await book(neighbor, id, '2026-03-05', '09:30'))).toEqual([403, 'inspections.visit-of-others']);
  expect(refusalOf(await book(neighbor, id, '2026-03-06', '10:00'))).toEqual([403, 'inspections.visit-of-others']);
  expect(refusalOf(await neighbor.delete(`/inspections/${id}/appointment`))).toEqual([403, 'inspections.visit-of-others']);
  expect(await appointmentsSeenBy(owner, number)).toMatchObject([{ ...GATE, start: '09:30' }, { start: '09:30' }]);
});

it('R-02 they book what is not booked, move and cancel that, and learn nothing of what was left for an earlier visit', async () => {
  const { number, id } = await visitOfTheOwner();
  const neighbor = await linkedTo(number);
  await owner.delete(`/inspections/${id}/appointment`);
  const booked = await book(neighbor, id, '2026-03-05', '10:00', { contactName: 'Demo Neighbor' });
  expect(booked.body).toMatchObject({ contactName: 'Demo Neighbor', contactPhone: null, note: null, mayChange: true });
  expect((await book(neighbor, id, '2026-03-06', '10:00')).body).toMatchObject({ date: '2026-03-06', contactName: 'Demo Neighbor' });
  expect((await neighbor.delete(`/inspections/${id}/appointment`)).status).toBe(204);

  await book(neighbor, id, '2026-03-06', '11:00');
  expect((await book(owner, id, '2026-03-06', '11:30')).status).toBe(200);
  expect(refusalOf(await neighbor.delete(`/inspections/${id}/appointment`))).toEqual([403, 'inspections.visit-of-others']);
});

it('the owner may invite somebody to see to the visits', async () => {
  const { number, id } = await visitOfTheOwner();
  const invite = async (managesVisits?: boolean) => {
    const invited = await signUp(app);
    const sent = await owner.post(`/records/${number}/invitations`, { email: invited.email, managesVisits });
    expect(sent).toMatchObject({ status: 201, body: { relation: 'linked', managesVisits: managesVisits ?? false } });
    await app.settle();
    const token = new URL(linkIn(mailbox.to(invited.email).at(-1)!, '/record-invitations')).searchParams.get('token');
    expect((await invited.post('/record-invitations/acceptance', { token })).status).toBe(201);
    return invited;
  };
  const merely = await invite();
  expect(refusalOf(await merely.delete(`/inspections/${id}/appointment`))).toEqual([403, 'inspections.visit-of-others']);
  const foreman = await invite(true);
  for (const seen of await appointmentsSeenBy(foreman, number)) expect(seen).toMatchObject({ ...GATE, mayChange: true });
  expect((await book(foreman, id, '2026-03-06', '13:00')).body).toMatchObject({ date: '2026-03-06', ...GATE });
  expect((await foreman.delete(`/inspections/${id}/appointment`)).status).toBe(204);
});

it('nobody who typed the number takes the room that the owner’s files need', async () => {
  const { number } = await openRecord(app, { ownerAccountId: owner.accountId });
  const upload = (client: SignedInClient) =>
    client.postForm(`/records/${number}/attachments`, uploadForm({ documentType: 'site-plan', fileName: 'plan.pdf' }));
  const neighbor = await linkedTo(number);
  for (let n = 0; n < 20; n++) expect((await upload(neighbor)).status).toBe(201);
  expect(refusalOf(await upload(neighbor))).toEqual([409, 'records.too-many-attachments-of-yours']);
  expect((await upload(owner)).status).toBe(201);
});

it('a file names a review of its own record or none', async () => {
  const { number } = await openRecord(app, { ownerAccountId: owner.accountId });
  const form = uploadForm({ documentType: 'site-plan', reviewId: '0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10' });
  expect(await owner.postForm(`/records/${number}/attachments`, form)).toMatchObject({
    status: 422,
    body: { code: 'platform.invalid-input', errors: [{ pointer: '/reviewId' }] },
  });
});
