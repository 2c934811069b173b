import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { FeesService, FeesVoided, PaymentRefunded } from '../../src/modules/payments/index.js';
import { RecordsService } from '../../src/modules/records/index.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../support/app.js';
import { problemOf, signUp, staff, type SignedInClient } from '../support/builders.js';
import { aFee, checkOutRecord, feesOf, onSandboxPage, pay, published, recordWithFees } from '../support/payments.js';

let app: TestApp;
let ana: SignedInClient;
let cashier: SignedInClient;
let technician: SignedInClient;

beforeAll(async () => {
  app = await startApp();
  cashier = await staff(app, 'cashier');
  technician = await staff(app, 'permit-technician');
});
afterAll(() => app.close());
beforeEach(async () => {
  ana = await signUp(app);
});

const once = () => ({ 'idempotency-key': randomUUID() });

async function dueOn(recordId: string): Promise<number> {
  return (await app.get(RecordsService).byId(recordId))!.feesDueCents;
}

async function auditOf(recordId: string): Promise<{ action: string; actorId: string }[]> {
  return app.get(Database).rows(sql<{ action: string; actorId: string }>`
    select action, actor_id from platform.audit_entry where record_id = ${recordId} order by at, id`);
}

it('adds a fee of the schedule, or a line of its own, and audits it', async () => {
  const record = await recordWithFees(app, ana, 10_000);
  const scheduled = await cashier.post(`/admin/records/${record.number}/fees`, { code: 'plan-revision' });
  expect(scheduled.status).toBe(201);
  expect(scheduled.body[1]).toMatchObject({
    kind: 'charge',
    code: 'plan-revision',
    amountCents: 5_500,
    basis: '$55.00 flat',
    status: 'due',
  });

  const hours = await technician.post(`/admin/records/${record.number}/fees`, { code: 'after-hours-inspection', hours: 2.5 });
  expect(hours.body[2]).toMatchObject({ amountCents: 23_750, basis: '2.5 × $95.00 per hour' });

  const share = await technician.post(`/admin/records/${record.number}/fees`, { code: 'work-without-permit' });
  expect(share.body[3]).toMatchObject({ amountCents: 10_000, basis: '100% of $100.00' });

  const own = await technician.post(`/admin/records/${record.number}/fees`, {
    description: 'Replacement of a lost permit card',
    amountCents: 1_500,
    due: 'at-application',
  });
  expect(own.body[4]).toMatchObject({ code: 'other', basis: '$15.00 assessed by staff', due: 'at-application' });
  expect(await dueOn(record.id)).toBe(10_000 + 5_500 + 23_750 + 10_000 + 1_500);
  expect((await auditOf(record.id)).map(({ action, actorId }) => [action, actorId])).toEqual([
    ['payments.assess-fee', cashier.accountId],
    ['payments.assess-fee', technician.accountId],
    ['payments.assess-fee', technician.accountId],
    ['payments.assess-fee', technician.accountId],
  ]);

  const path = `/admin/records/${record.number}/fees`;
  expect(problemOf(await cashier.post(path, { code: 'no-such-fee' })).code).toBe('payments.no-fee-rules');
  expect(problemOf(await cashier.post(path, {})).errors!.map(({ pointer }) => pointer)).toEqual(['/description', '/amountCents']);
  expect(problemOf(await cashier.post(path, { code: 'extension', amountCents: 5 })).errors![0]!.pointer).toBe('/code');
  expect(problemOf(await cashier.post(path, { description: 'Something', amountCents: -5 })).code).toBe('platform.invalid-input');
  expect((await ana.post(path, { code: 'extension' })).status).toBe(403);
});

it('takes a fee back with a line of the opposite amount, and only while it is unpaid', async () => {
  const record = await recordWithFees(app, ana, 5_900, 1_000);
  const [permitFee] = (await ana.get(`/records/${record.number}/fees`)).body;
  const voided = await cashier.post(`/admin/fees/${permitFee.id}/void`, { reason: 'Assessed twice' });
  expect(voided.status).toBe(201);
  expect(await feesOf(ana, record.number)).toEqual([
    ['Permit fee', 5_900, 'void'],
    ['Taken back: Permit fee', -5_900, 'void'],
    ['Fee 2', 1_000, 'due'],
  ]);
  expect(voided.body[1]).toMatchObject({ kind: 'void', adjusts: permitFee.id, basis: 'Assessed twice' });
  expect(await dueOn(record.id)).toBe(1_000);
  expect(await auditOf(record.id)).toEqual([{ action: 'payments.void-fee', actorId: cashier.accountId }]);
  expect(await published(app, FeesVoided)).toContainEqual({ recordId: record.id, origin: 'staff' });

  const again = problemOf(await cashier.post(`/admin/fees/${permitFee.id}/void`, { reason: 'Once more' }));
  expect(again).toMatchObject({ status: 409, code: 'payments.fee-not-unpaid', currentStatus: 'void' });
  expect(problemOf(await cashier.post(`/admin/fees/${randomUUID()}/void`, { reason: 'None' })).code).toBe('payments.fee-not-found');
  expect(problemOf(await cashier.post(`/admin/fees/${permitFee.id}/void`, {})).errors![0]!.pointer).toBe('/reason');

  await pay(app, ana, record.number);
  const fees = (await ana.get(`/records/${record.number}/fees`)).body;
  const paid = problemOf(await cashier.post(`/admin/fees/${fees[2].id}/void`, { reason: 'Too late' }));
  expect(paid.detail).toContain('refund it instead');
});

it('waives a part with a line of its own, and the rest without a payment', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  const [fee] = (await ana.get(`/records/${record.number}/fees`)).body;
  const path = `/admin/fees/${fee.id}/waiver`;
  expect(problemOf(await technician.post(path, { reason: 'Flood repair', amountCents: 6_000 })).errors).toEqual([
    { pointer: '/amountCents', detail: 'must be 5900 at most: no more is left to be paid of this fee' },
  ]);
  await technician.post(path, { reason: 'Flood repair', amountCents: 2_000 });
  expect(await feesOf(ana, record.number)).toEqual([
    ['Permit fee', 5_900, 'due'],
    ['Waived: Permit fee', -2_000, 'due'],
  ]);
  expect((await ana.post('/cart/items', { recordNumber: record.number })).body.totalCents).toBe(3_900);
  await technician.post(path, { reason: 'Flood repair' });
  expect(await dueOn(record.id)).toBe(0);
  expect((await ana.get('/cart')).body.items).toEqual([]);
  expect((await auditOf(record.id)).map(({ action }) => action)).toEqual(['payments.waive-fee', 'payments.waive-fee']);
});

it('ends a checkout whose fees staff change, and sends money back that comes all the same', async () => {
  const record = await recordWithFees(app, ana, 5_900, 1_000);
  const checkout = await checkOutRecord(ana, record.number);
  const [fee] = (await ana.get(`/records/${record.number}/fees`)).body;
  await cashier.post(`/admin/fees/${fee.id}/waiver`, { reason: 'Hardship', amountCents: 900 });
  // The provider's page is closed by a job; until then the payer can be faster.
  await onSandboxPage(checkout.redirectUrl, 'pay');
  await app.settle();

  expect((await ana.get(`/checkouts/${checkout.id}`)).body.status).toBe('paid');
  expect(await feesOf(ana, record.number)).toEqual([
    ['Permit fee', 5_900, 'due'],
    ['Waived: Permit fee', -900, 'due'],
    ['Fee 2', 1_000, 'paid'],
  ]);
  const [payment] = (await ana.get('/payments')).body.items;
  expect(payment).toMatchObject({ receivedCents: 6_900, totalCents: 1_000, refundedCents: 5_900 });
  expect(payment.refunds).toMatchObject([{ amountCents: 5_900, automatic: true, status: 'succeeded', method: 'provider' }]);
});

it('takes cash for all that is due, with change and a receipt', async () => {
  const first = await recordWithFees(app, ana, 5_900);
  const second = await recordWithFees(app, ana, 1_000);
  const body = { recordNumbers: [first.number, second.number], method: 'cash', tenderedCents: 10_000, payerName: 'Demo Resident' };
  const headers = once();
  const taken = await cashier.post('/admin/counter-payments', body, headers);
  expect(taken.status).toBe(201);
  expect(taken.body).toMatchObject({ method: 'cash', totalCents: 6_900, tenderedCents: 10_000, changeCents: 3_100 });
  expect((await cashier.post('/admin/counter-payments', body, headers)).body).toEqual(taken.body);
  expect(await dueOn(first.id)).toBe(0);
  expect(await auditOf(first.id)).toEqual([{ action: 'payments.record-counter-payment', actorId: cashier.accountId }]);
  expect(await auditOf(second.id)).toEqual([{ action: 'payments.record-counter-payment', actorId: cashier.accountId }]);

  const receipt = await cashier.raw(`/v1/payments/${taken.body.id}/receipt`);
  expect(receipt.headers.get('content-type')).toBe('application/pdf');
  expect((await ana.raw(`/v1/payments/${taken.body.id}/receipt`)).status).toBe(404);
  expect(problemOf(await cashier.post('/admin/counter-payments', body, once())).code).toBe('payments.nothing-due');
  expect(problemOf(await cashier.post('/admin/counter-payments', body)).code).toBe('platform.idempotency-key-required');
  expect((await technician.post('/admin/counter-payments', body, once())).status).toBe(403);
});

it('takes a check over the exact sum, for chosen fees and an account', async () => {
  const record = await recordWithFees(app, ana, 5_900, 1_000);
  const fees = (await ana.get(`/records/${record.number}/fees`)).body;
  const check = {
    recordNumbers: [record.number],
    feeIds: [fees[1].id],
    method: 'check',
    checkNumber: '1042',
    tenderedCents: 1_000,
    accountId: ana.accountId,
  };
  const refused = async (change: object) =>
    problemOf(await cashier.post('/admin/counter-payments', { ...check, ...change }, once())).errors![0]!.pointer;
  expect(await refused({ tenderedCents: 1_001 })).toBe('/tenderedCents');
  expect(await refused({ checkNumber: undefined })).toBe('/checkNumber');
  expect(await refused({ method: 'cash', tenderedCents: 999, checkNumber: undefined })).toBe('/tenderedCents');
  expect(await refused({ feeIds: [randomUUID()] })).toBe('/feeIds/0');
  expect(await refused({ accountId: randomUUID() })).toBe('/accountId');
  expect(await dueOn(record.id)).toBe(6_900);

  const taken = await cashier.post('/admin/counter-payments', check, once());
  expect(taken.body).toMatchObject({ method: 'check', checkNumber: '1042', changeCents: null });
  expect(await dueOn(record.id)).toBe(5_900);
  expect((await ana.get('/payments')).body.items).toHaveLength(1);
  expect(problemOf(await cashier.post('/admin/counter-payments', check, once()))).toMatchObject({
    code: 'payments.fee-not-unpaid',
    currentStatus: 'paid',
  });
});

it('does not take at the counter what somebody is paying online, unless it is told to', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  const checkout = await checkOutRecord(ana, record.number);
  const cash = { recordNumbers: [record.number], method: 'cash', tenderedCents: 5_900 };
  expect(problemOf(await cashier.post('/admin/counter-payments', cash, once()))).toMatchObject({
    code: 'payments.fee-reserved',
    recordNumber: record.number,
    until: checkout.expiresAt,
  });
  const taken = await cashier.post('/admin/counter-payments', { ...cash, cancelOpenCheckouts: true }, once());
  expect(taken.status).toBe(201);
  await onSandboxPage(checkout.redirectUrl, 'pay');
  await app.settle();

  expect((await ana.get(`/checkouts/${checkout.id}`)).body.status).toBe('cancelled');
  const [late] = (await ana.get('/payments')).body.items;
  expect(late).toMatchObject({
    receivedCents: 5_900,
    totalCents: 0,
    refundedCents: 5_900,
    refunds: [{ automatic: true, status: 'succeeded' }],
  });
  expect(problemOf(await ana.get(`/payments/${late.id}/receipt`)).code).toBe('payments.no-receipt');
  expect(await published(app, PaymentRefunded)).toContainEqual(
    expect.objectContaining({ paymentId: late.id, amountCents: 5_900, accountId: ana.accountId }),
  );
  const { body: day } = await cashier.get('/admin/reconciliations/2026-03-02');
  expect(day.happenings).toContainEqual(expect.objectContaining({ kind: 'automatic-refund', paymentId: late.id, amountCents: 5_900 }));
});

it('refunds by line, never more than was paid, and once', async () => {
  const record = await recordWithFees(app, ana, 5_900, 1_000);
  const paymentId = await pay(app, ana, record.number);
  const fees = (await ana.get(`/records/${record.number}/fees`)).body;
  const path = `/admin/payments/${paymentId}/refunds`;
  const refund = (lines: object[], more: object = {}) => cashier.post(path, { lines, reason: 'The shed was never built', ...more }, once());

  expect(problemOf(await refund([{ feeId: fees[0].id, amountCents: 5_901 }]))).toMatchObject({
    status: 422,
    code: 'payments.refund-exceeds-payment',
    refundableCents: 5_900,
  });
  const key = once();
  const body = { lines: [{ feeId: fees[0].id, amountCents: 2_000 }], reason: 'The shed was never built' };
  const first = await cashier.post(path, body, key);
  expect(first.status).toBe(201);
  expect(first.body).toMatchObject({ refundedCents: 2_000, refunds: [{ amountCents: 2_000, status: 'pending', automatic: false }] });
  expect((await cashier.post(path, body, key)).body).toEqual(first.body);
  await app.settle();
  expect((await ana.get(`/payments/${paymentId}`)).body.refunds).toMatchObject([{ status: 'succeeded' }]);
  expect(await feesOf(ana, record.number)).toEqual([
    ['Permit fee', 5_900, 'paid'],
    ['Fee 2', 1_000, 'paid'],
  ]);

  await refund([{ feeId: fees[0].id }, { feeId: fees[1].id }], { method: 'check', checkNumber: '77' });
  expect(await feesOf(ana, record.number)).toEqual([
    ['Permit fee', 5_900, 'refunded'],
    ['Fee 2', 1_000, 'refunded'],
  ]);
  expect((await ana.get(`/payments/${paymentId}`)).body).toMatchObject({ totalCents: 6_900, refundedCents: 6_900 });
  expect(await dueOn(record.id)).toBe(0);
  expect(problemOf(await refund([{ feeId: fees[0].id }]))).toMatchObject({ code: 'payments.refund-exceeds-payment', refundableCents: 0 });
  const told = (await published(app, PaymentRefunded)).filter((facts) => facts.paymentId === paymentId);
  expect(told.map(({ amountCents }) => amountCents)).toEqual([2_000, 4_900]);
  expect((await auditOf(record.id)).map(({ action }) => action)).toEqual(['payments.refund', 'payments.refund']);

  expect(problemOf(await refund([{ feeId: randomUUID() }])).errors![0]!.pointer).toBe('/lines/0/feeId');
  expect(problemOf(await refund([{ feeId: fees[0].id }], { method: 'check' })).errors![0]!.pointer).toBe('/checkNumber');
  expect(problemOf(await refund([{ feeId: fees[0].id }, { feeId: fees[0].id }])).code).toBe('platform.invalid-input');
  expect(problemOf(await cashier.post(`/admin/payments/${randomUUID()}/refunds`, body, once())).code).toBe('payments.payment-not-found');
});

it('hands cash back at the counter and not through the provider', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  const cash = { recordNumbers: [record.number], method: 'cash', tenderedCents: 5_900 };
  const { body: payment } = await cashier.post('/admin/counter-payments', cash, once());
  const lines = [{ feeId: payment.lines[0].feeId }];
  const path = `/admin/payments/${payment.id}/refunds`;
  expect(problemOf(await cashier.post(path, { lines, reason: 'Withdrawn', method: 'provider' }, once())).errors![0]!.pointer).toBe(
    '/method',
  );
  const refunded = await cashier.post(path, { lines, reason: 'Withdrawn' }, once());
  expect(refunded.body.refunds).toMatchObject([{ method: 'cash', status: 'succeeded' }]);
});

it('audits counter payments and refunds at every record they concern', async () => {
  const records = [await recordWithFees(app, ana, 5_900), await recordWithFees(app, ana, 1_000)];
  const cash = { recordNumbers: records.map(({ number }) => number), method: 'cash', tenderedCents: 6_900 };
  const { body: payment } = await cashier.post('/admin/counter-payments', cash, once());
  const lines = payment.lines.map(({ feeId }: { feeId: string }) => ({ feeId }));
  await cashier.post(`/admin/payments/${payment.id}/refunds`, { lines, reason: 'Withdrawn' }, once());

  const administrator = await staff(app, 'administrator');
  for (const [index, { number }] of records.entries()) {
    const { body } = await administrator.get(`/admin/audit-entries?subject=${number}&action=payments.`);
    expect(body.items).toMatchObject([
      { action: 'payments.refund', after: { method: 'cash', lines: [{ amountCents: [5_900, 1_000][index] }] } },
      { action: 'payments.record-counter-payment', after: { paymentId: payment.id, totalCents: [5_900, 1_000][index] } },
    ]);
  }
});

it('P-03 shows what is to be refunded after a reclassification, until it is refunded', async () => {
  const record = await recordWithFees(app, ana, 10_000);
  const paymentId = await pay(app, ana, record.number);
  await app.get(FeesService).reassess(record.id, [aFee(4_000, { description: 'Fence permit' })]);
  expect(await feesOf(ana, record.number)).toEqual([
    ['Permit fee', 10_000, 'paid'],
    ['Fence permit', 4_000, 'paid'],
    ['Credit: Permit fee', -4_000, 'paid'],
    ['Credit: Permit fee', -6_000, 'due'],
  ]);
  expect(await dueOn(record.id)).toBe(0);

  const refundsDue = async () => {
    const { body } = await cashier.get('/admin/refunds-due');
    return body.items.filter((item: { recordNumber: string }) => item.recordNumber === record.number);
  };
  const [due] = await refundsDue();
  expect(due).toMatchObject({ kind: 'credit', paymentId, amountCents: 6_000, description: 'Credit: Permit fee' });
  const fees = (await ana.get(`/records/${record.number}/fees`)).body;
  const refund = (line: object) => cashier.post(`/admin/payments/${paymentId}/refunds`, { lines: [line], reason: 'Reclassified' }, once());
  expect(problemOf(await refund({ feeId: fees[0].id, amountCents: 4_001 })).code).toBe('payments.refund-exceeds-payment');
  expect(problemOf(await refund({ feeId: due.id, amountCents: 1 })).errors![0]!.pointer).toBe('/lines/0/amountCents');

  await refund({ feeId: due.id });
  await app.settle();
  expect(await refundsDue()).toEqual([]);
  expect((await feesOf(ana, record.number)).at(-1)).toEqual(['Credit: Permit fee', -6_000, 'refunded']);
  expect((await ana.get(`/payments/${paymentId}`)).body).toMatchObject({ totalCents: 10_000, refundedCents: 6_000 });
});

it('refunds no money that pays for another fee, and shows no refund due twice', async () => {
  const record = await recordWithFees(app, ana, 7_000, 2_500);
  const paymentId = await pay(app, ana, record.number);
  const [base, review] = (await ana.get(`/records/${record.number}/fees`)).body;
  await app
    .get(FeesService)
    .reassess(record.id, [aFee(2_500, { description: 'Fence permit' }), aFee(2_500, { code: 'fee-2', description: 'Fee 2' })]);
  const due = async () => {
    const { body } = await cashier.get('/admin/refunds-due');
    return body.items.filter((item: { recordNumber: string }) => item.recordNumber === record.number);
  };
  const refund = (line: object) => cashier.post(`/admin/payments/${paymentId}/refunds`, { lines: [line], reason: 'Reclassified' }, once());
  const [credit] = await due();
  expect(credit.amountCents).toBe(4_500);

  // The new fee is paid out of the old one's money.
  expect(problemOf(await refund({ feeId: base.id }))).toMatchObject({
    status: 422,
    code: 'payments.refund-exceeds-payment',
    refundableCents: 0,
    detail: expect.stringContaining('$25.00 of it now pays for other fees, and $45.00 of it is a credit'),
  });
  expect(await due()).toEqual([credit]);
  expect((await refund({ feeId: credit.id })).status).toBe(201);
  expect(await due()).toEqual([]);
  expect((await refund({ feeId: base.id })).status).toBe(422);

  // What a credit pays is taken back first; then its money can go back, too.
  const fees = (await ana.get(`/records/${record.number}/fees`)).body;
  const fence = fees.find(({ description }: { description: string }) => description === 'Fence permit');
  expect((await cashier.post(`/admin/fees/${fence.id}/void`, { reason: 'No permit is needed' })).status).toBe(201);
  expect(await due()).toMatchObject([{ amountCents: 2_500 }]);
  expect((await refund({ feeId: (await due())[0].id })).status).toBe(201);
  expect((await refund({ feeId: review.id })).status).toBe(201);
  await app.settle();
  expect((await ana.get(`/payments/${paymentId}`)).body).toMatchObject({ totalCents: 9_500, refundedCents: 9_500 });
  expect(await app.get(FeesService).totals(record.id)).toEqual({ dueCents: 0, paidCents: 0 });
  expect(await due()).toEqual([]);
});

describe('a refund of money that the same cashier took', () => {
  const takeCash = async (...amounts: number[]) => {
    const record = await recordWithFees(app, ana, ...amounts);
    const tenderedCents = amounts.reduce((sum, cents) => sum + cents, 0);
    const { body } = await cashier.post(
      '/admin/counter-payments',
      { recordNumbers: [record.number], method: 'cash', tenderedCents },
      once(),
    );
    return { record, payment: body, fees: body.lines.map(({ feeId }: { feeId: string }) => feeId) as string[] };
  };
  const ask = (who: SignedInClient, paymentId: string, ...lines: object[]) =>
    who.post(`/admin/payments/${paymentId}/refunds`, { lines, reason: 'The shed was never built' }, once());

  const lettersAboutRefunds = async () => {
    const { items } = (await cashier.get('/notifications')).body as { items: { kind: string; subject: string }[] };
    return items.filter(({ kind }) => kind === 'refund-decided').map(({ subject }) => subject);
  };

  it('waits above the limit for a second person, who lets it go', async () => {
    const second = await staff(app, 'cashier');
    const { record, payment, fees } = await takeCash(12_000);
    const asked = await ask(cashier, payment.id, { feeId: fees[0] });
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({ refundedCents: 0, refunds: [], waiting: [{ amountCents: 12_000 }] });
    expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 12_000, 'paid']]);

    const { body: list } = await second.get('/admin/refund-requests?status=requested');
    const request = list.items.find(({ paymentId }: { paymentId: string }) => paymentId === payment.id);
    expect(request).toMatchObject({
      id: asked.body.waiting[0].id,
      receiptNumber: payment.receiptNumber,
      method: 'cash',
      reason: 'The shed was never built',
      lines: [{ feeId: fees[0], recordNumber: record.number, description: 'Permit fee', amountCents: 12_000 }],
      requestedBy: { id: cashier.accountId },
      decidedBy: null,
    });
    const path = `/admin/refund-requests/${request.id}/decision`;
    expect(problemOf(await cashier.post(path, { decision: 'approved' }))).toMatchObject({
      status: 403,
      code: 'payments.refund-by-same-person',
    });
    expect(problemOf(await second.post(path, { decision: 'rejected' })).errors![0]!.pointer).toBe('/comments');
    const decided = await second.post(path, { decision: 'approved' });
    expect(decided.body).toMatchObject({ status: 'approved', decidedBy: { id: second.accountId } });
    expect((await cashier.get(`/payments/${payment.id}`)).body).toMatchObject({
      refundedCents: 12_000,
      waiting: [],
      refunds: [{ amountCents: 12_000, method: 'cash', status: 'succeeded' }],
    });
    expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 12_000, 'refunded']]);
    expect(problemOf(await second.post(path, { decision: 'approved' }))).toMatchObject({
      status: 409,
      code: 'payments.refund-request-decided',
      currentStatus: 'approved',
    });
    expect(problemOf(await second.post(`/admin/refund-requests/${randomUUID()}/decision`, { decision: 'approved' })).code).toBe(
      'payments.refund-request-not-found',
    );

    await app.settle();
    expect(await lettersAboutRefunds()).toEqual(['Your refund of $120.00 was approved']);
    const administrator = await staff(app, 'administrator');
    const audited = (await administrator.get(`/admin/audit-entries?subject=${payment.receiptNumber}`)).body.items;
    expect(audited.map(({ action, actorId }: { action: string; actorId: string }) => [action, actorId])).toEqual([
      ['payments.decide-refund', second.accountId],
      ['payments.request-refund', cashier.accountId],
    ]);
  });

  it('does not go back when the second person says no', async () => {
    const administrator = await staff(app, 'administrator');
    const { record, payment, fees } = await takeCash(12_000);
    const { body } = await ask(cashier, payment.id, { feeId: fees[0] });
    const answer = await administrator.post(`/admin/refund-requests/${body.waiting[0].id}/decision`, {
      decision: 'rejected',
      comments: 'The permit is still open',
    });
    expect(answer.body).toMatchObject({ status: 'rejected', comments: 'The permit is still open' });
    expect((await cashier.get(`/payments/${payment.id}`)).body).toMatchObject({ refundedCents: 0, refunds: [], waiting: [] });
    expect(await feesOf(ana, record.number)).toEqual([['Permit fee', 12_000, 'paid']]);
    await app.settle();
    expect(await lettersAboutRefunds()).toContain('Your refund of $120.00 was not approved');
  });

  it('is counted together when it is asked for in small parts, and is nobody else’s limit', async () => {
    const { payment, fees } = await takeCash(12_000, 11_000);
    expect((await ask(cashier, payment.id, { feeId: fees[0], amountCents: 6_000 })).body).toMatchObject({
      refundedCents: 6_000,
      waiting: [],
    });
    expect((await ask(cashier, payment.id, { feeId: fees[0], amountCents: 4_001 })).body).toMatchObject({
      refundedCents: 6_000,
      waiting: [{ amountCents: 4_001 }],
    });
    const second = await staff(app, 'cashier');
    expect((await ask(second, payment.id, { feeId: fees[1] })).body.refundedCents).toBe(17_000);
  });

  it('looks again at the money when it is let go', async () => {
    const second = await staff(app, 'cashier');
    const { payment, fees } = await takeCash(12_000);
    const { body } = await ask(cashier, payment.id, { feeId: fees[0] });
    await ask(second, payment.id, { feeId: fees[0], amountCents: 1_000 });
    const late = await second.post(`/admin/refund-requests/${body.waiting[0].id}/decision`, { decision: 'approved' });
    expect(problemOf(late)).toMatchObject({ code: 'payments.refund-exceeds-payment', refundableCents: 11_000 });
    expect((await cashier.get(`/payments/${payment.id}`)).body).toMatchObject({ refundedCents: 1_000, waiting: [{ amountCents: 12_000 }] });
  });
});

it('finds payments at the counter by receipt, record and day', async () => {
  const record = await recordWithFees(app, ana, 5_900);
  const paymentId = await pay(app, ana, record.number);
  const { receiptNumber } = (await cashier.get(`/payments/${paymentId}`)).body;
  const found = async (query: string) => (await cashier.get(`/admin/payments?${query}`)).body.items.map(({ id }: { id: string }) => id);
  expect(await found(`receiptNumber=${receiptNumber.toLowerCase()}`)).toEqual([paymentId]);
  expect(await found(`recordNumber=${record.number.toLowerCase()}`)).toEqual([paymentId]);
  expect(await found('on=2026-03-02&limit=1')).toEqual([paymentId]);
  expect(await found('on=2026-03-03')).toEqual([]);
  expect(problemOf(await cashier.get('/admin/payments?on=tomorrow')).code).toBe('platform.invalid-input');
  expect((await ana.get('/admin/payments')).status).toBe(403);

  const all: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { body } = await cashier.get(`/admin/payments?limit=3${cursor ? `&cursor=${cursor}` : ''}`);
    all.push(...body.items.map(({ id }: { id: string }) => id));
    cursor = body.nextCursor as string | null;
  }
  expect(new Set(all).size).toBe(all.length);
  expect(all).toContain(paymentId);
});

it('reconciles a day with the provider and names what differs', async () => {
  app.clock.advance({ days: 1 });
  // Yesterday's sessions have run out.
  ana = await signUp(app);
  cashier = await staff(app, 'cashier');
  const paidOnline = await recordWithFees(app, ana, 5_900);
  const paidInCash = await recordWithFees(app, ana, 1_000);
  const paymentId = await pay(app, ana, paidOnline.number);
  const cash = { recordNumbers: [paidInCash.number], method: 'cash', tenderedCents: 1_000 };
  await cashier.post('/admin/counter-payments', cash, once());
  const [fee] = (await ana.get(`/records/${paidOnline.number}/fees`)).body;
  const refund = { lines: [{ feeId: fee.id, amountCents: 900 }], reason: 'Overcharged' };
  await cashier.post(`/admin/payments/${paymentId}/refunds`, refund, once());
  await app.settle();

  const { status, body } = await cashier.get('/admin/reconciliations/2026-03-03');
  expect(status).toBe(200);
  expect(body).toEqual({
    date: '2026-03-03',
    methods: [
      { method: 'online', paymentCount: 1, receivedCents: 5_900, refundedCents: 900, netCents: 5_000 },
      { method: 'cash', paymentCount: 1, receivedCents: 1_000, refundedCents: 0, netCents: 1_000 },
      { method: 'check', paymentCount: 0, receivedCents: 0, refundedCents: 0, netCents: 0 },
    ],
    cashiers: [
      {
        cashierId: cashier.accountId,
        cashierName: expect.any(String),
        method: 'cash',
        paymentCount: 1,
        receivedCents: 1_000,
        refundedCents: 0,
        netCents: 1_000,
      },
    ],
    provider: { name: 'sandbox', receivedCents: 5_900, refundedCents: 900 },
    differences: [],
    happenings: [],
  });

  const database = app.get(Database);
  const { reference } = (await database.row(sql<{ reference: string }>`
    select provider_reference as reference from payments.payment where id = ${paymentId}`))!;
  await database.execute(sql`update sandbox_provider.payment set amount_cents = 6000 where id = ${reference}`);
  expect((await cashier.get('/admin/reconciliations/2026-03-03')).body.differences).toEqual([
    { kind: 'amount-differs', what: 'payment', reference, paymentId, ledgerCents: 5_900, providerCents: 6_000 },
  ]);

  expect(problemOf(await cashier.get('/admin/reconciliations/yesterday')).code).toBe('platform.invalid-input');
  expect((await ana.get('/admin/reconciliations/2026-03-03')).status).toBe(403);
});
