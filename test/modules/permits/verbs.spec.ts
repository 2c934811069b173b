import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, signUp, staff, type Answer, type SignedInClient, signedInAs } from '../../support/builders.js';
import {
  approved,
  createPermit,
  decideAll,
  expectStatus,
  getPermit,
  issued,
  passInspections,
  registerContractor,
  submitted,
  FENCE,
  type RegisteredContractor,
} from '../../support/permits.js';

/** Every status that people meet; `submitted` is passed within one request. */
const STATUSES = [
  'draft',
  'returned',
  'in-review',
  'corrections-required',
  'approved',
  'issued',
  'finaled',
  'withdrawn',
  'denied',
  'expired',
  'revoked',
] as const;
type Status = (typeof STATUSES)[number];

let app: TestApp;
let applicant: SignedInClient;
let technician: SignedInClient;
let contractor: RegisteredContractor;
const numbers = {} as Record<Status, string>;

beforeAll(async () => {
  app = await startApp();
  const [resident, clerk, reviewer, inspector] = [
    await signUp(app),
    await staff(app, 'permit-technician'),
    await staff(app, 'plan-reviewer'),
    await staff(app, 'inspector'),
  ];
  contractor = await registerContractor(app, clerk, 'fence');
  const request = { ...FENCE, contractorNumbers: [contractor.number] };
  const people = { applicant: resident, reviewer };
  const reason = { reason: 'It has to be so.' };

  numbers.draft = (await createPermit(resident, request)).number;
  numbers['in-review'] = (await submitted(resident, request)).number;
  numbers['corrections-required'] = (await submitted(resident, request)).number;
  await decideAll(app, reviewer, numbers['corrections-required'], 'corrections-required', [{ text: 'Too high' }]);
  numbers.approved = (await approved(app, people, request)).number;
  for (const [status, verb] of [
    ['returned', 'return'],
    ['denied', 'denial'],
  ] as const) {
    numbers[status] = (await submitted(resident, request)).number;
    expectStatus(await clerk.post(`/admin/permits/${numbers[status]}/${verb}`, reason), 201);
  }
  numbers.withdrawn = (await createPermit(resident, request)).number;
  expectStatus(await resident.post(`/permits/${numbers.withdrawn}/withdrawal`, {}), 201);
  numbers.expired = (await issued(app, people, request)).number;
  app.clock.advance({ days: 200 });
  await app.runJob('permits.expire');

  [applicant, technician] = [await signedInAs(app, resident.accountId), await signedInAs(app, clerk.accountId)];
  contractor = { ...contractor, account: await signedInAs(app, contractor.account.accountId) };
  const later = { applicant, reviewer: await signedInAs(app, reviewer.accountId) };
  numbers.issued = (await issued(app, later, request)).number;
  numbers.finaled = (await issued(app, later, request)).number;
  await passInspections(app, await signedInAs(app, inspector.accountId), numbers.finaled);
  numbers.revoked = (await issued(app, later, request)).number;
  expectStatus(await technician.post(`/admin/permits/${numbers.revoked}/revocation`, reason), 201);
}, 60_000);
afterAll(() => app.close());

const VERBS: Record<string, { in: Status[]; call: (number: string) => Promise<Answer> }> = {
  updatePermit: {
    in: ['draft', 'returned', 'corrections-required'],
    call: (number) => applicant.patch(`/permits/${number}`, { description: 'Another fence' }),
  },
  submitPermit: { in: ['draft', 'returned'], call: (number) => applicant.post(`/permits/${number}/submission`) },
  resubmitPermit: { in: ['corrections-required'], call: (number) => applicant.post(`/permits/${number}/resubmission`) },
  withdrawPermit: {
    in: ['draft', 'returned', 'in-review', 'corrections-required', 'approved'],
    call: (number) => applicant.post(`/permits/${number}/withdrawal`, {}),
  },
  disavowPermit: {
    in: ['draft', 'returned', 'in-review', 'corrections-required', 'approved', 'issued'],
    call: (number) => contractor.account.post(`/permits/${number}/disavowal`),
  },
  returnPermit: {
    in: ['in-review', 'corrections-required', 'approved'],
    call: (number) => technician.post(`/admin/permits/${number}/return`, { reason: 'Incomplete' }),
  },
  reclassifyPermit: {
    in: ['in-review', 'corrections-required', 'approved', 'returned'],
    call: (number) => technician.post(`/admin/permits/${number}/reclassification`, { permitType: 'ZAS-SHED' }),
  },
  denyPermit: {
    in: ['in-review', 'corrections-required', 'approved', 'returned'],
    call: (number) => technician.post(`/admin/permits/${number}/denial`, { reason: 'In the floodway' }),
  },
  extendPermit: { in: ['issued'], call: (number) => technician.post(`/admin/permits/${number}/extension`, {}) },
  revokePermit: { in: ['issued'], call: (number) => technician.post(`/admin/permits/${number}/revocation`, { reason: 'Issued in error' }) },
  recordPickup: {
    in: ['issued', 'finaled'],
    call: (number) => technician.post(`/admin/permits/${number}/pickup`, { pickedUpBy: 'Demo Resident' }),
  },
};

it('the permits stand in every status', async () => {
  for (const status of STATUSES) expect((await getPermit(technician, numbers[status])).status).toBe(status);
});

describe.each(Object.entries(VERBS))('%s', (_verb, { in: allowed, call }) => {
  it.each(STATUSES.filter((status) => !allowed.includes(status)))('is refused for a permit that is %s, with its status', async (status) => {
    expect(problemOf(await call(numbers[status]))).toMatchObject({ status: 409, code: 'permits.wrong-status', currentStatus: status });
    expect((await getPermit(technician, numbers[status])).status).toBe(status);
  });
});

it.each(['draft', 'returned', 'in-review', 'corrections-required', 'approved', 'withdrawn', 'denied'] as const)(
  'downloadPermit has no paper for a permit that is %s',
  async (status) => {
    expect(problemOf(await applicant.get(`/permits/${numbers[status]}/document`))).toMatchObject({
      status: 409,
      code: 'permits.not-issued',
      currentStatus: status,
    });
  },
);

describe('who may', () => {
  it('is the owner for what applicants do: neither linked accounts, strangers nor staff', async () => {
    const [linked, stranger] = [await signUp(app), await signUp(app)];
    expectStatus(await linked.post('/record-links', { kind: 'permit', number: numbers['in-review'] }), 201);
    const withdraw = (client: SignedInClient) => client.post(`/permits/${numbers['in-review']}/withdrawal`, {});
    expect(problemOf(await withdraw(linked))).toMatchObject({ status: 403, code: 'records.owner-only' });
    expect(problemOf(await withdraw(stranger))).toMatchObject({ status: 403, code: 'records.not-linked' });
    expect(problemOf(await withdraw(technician)).status).toBe(403);
    expect((await linked.get(`/permits/${numbers['in-review']}`)).body).toMatchObject({ relation: 'linked', status: 'in-review' });
  });

  it('is a permit technician for what the city does', async () => {
    const reviewer = await staff(app, 'plan-reviewer');
    for (const client of [applicant, reviewer]) {
      expect((await client.post(`/admin/permits/${numbers['in-review']}/denial`, { reason: 'x' })).status).toBe(403);
    }
  });

  it('nobody knows of a permit that is not there', async () => {
    expect(problemOf(await applicant.get('/permits/ZAS-2026-99999')).code).toBe('records.not-found');
    expect(problemOf(await technician.post('/admin/permits/ZAS-2026-99999/denial', { reason: 'x' })).code).toBe('records.not-found');
    expect(problemOf(await technician.get(`/permits/${contractor.number}`)).code).toBe('permits.not-found');
  });
});
