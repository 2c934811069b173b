import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, signUp, staff, type Client } from '../support/builders.js';

let app: TestApp;
let anyone: Client;
beforeAll(async () => {
  app = await startApp();
  anyone = anonymous(app);
});
afterAll(() => app.close());

const feedback = { score: 4, area: 'payments', comment: 'I looked long for the receipt.' };

it('A-01 tells who the city is and when it is open, without signing in', async () => {
  const { status, body, headers } = await anyone.get('/city');
  expect(status).toBe(200);
  expect(body).toMatchObject({
    name: 'City of Fairview',
    timeZone: 'America/Chicago',
    today: '2026-03-02',
    senderEmail: 'permits@fairview.example',
    counter: { address: { zip: '60501' }, openNow: true },
    inspection: {
      days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
      from: '09:00',
      to: '15:00',
      slotMinutes: 30,
      changeUntil: '16:00',
    },
    inspectorCallHours: { from: '07:30', to: '08:30' },
  });
  expect(body.holidays).toContainEqual({ date: '2026-11-26', name: 'Thanksgiving Day' });
  expect(body.holidays).toContainEqual({ date: '2027-07-05', name: 'Independence Day (observed)' });
  expect(body.holidays).not.toContainEqual(expect.objectContaining({ date: '2026-03-02' }));
  expect((await anyone.get('/city', { 'if-none-match': headers.get('etag')! })).status).toBe(304);
});

it('says that the counter is closed in the evening and on a holiday', async () => {
  const start = app.clock.now();
  app.clock.set(Temporal.Instant.from('2026-03-02T22:30:00Z'));
  expect((await anyone.get('/city')).body.counter.openNow).toBe(false);
  app.clock.set(Temporal.Instant.from('2026-11-26T16:00:00Z'));
  expect((await anyone.get('/city')).body.counter.openNow).toBe(false);
  app.clock.set(start);
});

it('F-01 takes an opinion from anyone and shows staff the scores by month, but not who gave them', async () => {
  const start = app.clock.now();
  const resident = await signUp(app);
  const technician = await staff(app, 'permit-technician');
  for (const opinion of [feedback, { score: 1, area: 'account' }]) expect((await anyone.post('/feedback', opinion)).status).toBe(201);
  const sent = await resident.post('/feedback', { score: 5, area: 'permits', comment: '  Quick.  ' });
  expect(sent.body).toEqual({ id: expect.any(String), receivedAt: expect.stringMatching(/^2026-03-02T15:.*Z$/) });
  // Still March in the city, already April in Greenwich.
  app.clock.set(Temporal.Instant.from('2026-04-01T04:59:00Z'));
  await anyone.post('/feedback', { score: 2, area: 'everything' });
  app.clock.set(start);

  const { body, status } = await technician.get('/admin/feedback-summary?from=2026-02&to=2026-04');
  expect(status).toBe(200);
  expect(body.months).toEqual([
    { month: '2026-02', count: 0, averageScore: null, scores: [1, 2, 3, 4, 5].map((score) => ({ score, count: 0 })) },
    {
      month: '2026-03',
      count: 4,
      averageScore: 3,
      scores: [
        { score: 1, count: 1 },
        { score: 2, count: 1 },
        { score: 3, count: 0 },
        { score: 4, count: 1 },
        { score: 5, count: 1 },
      ],
    },
    { month: '2026-04', count: 0, averageScore: null, scores: [1, 2, 3, 4, 5].map((score) => ({ score, count: 0 })) },
  ]);
  expect(body.comments.map((entry: { comment: string }) => entry.comment)).toEqual(['Quick.', feedback.comment]);
  expect(JSON.stringify(body)).not.toContain(resident.accountId);
});

it('sums up the last twelve months without a query and refuses spans that make no sense', async () => {
  const technician = await staff(app, 'permit-technician');
  const { body } = await technician.get('/admin/feedback-summary');
  expect([body.months.length, body.months[0].month, body.months[11].month]).toEqual([12, '2025-04', '2026-03']);
  for (const query of ['from=2026-13', 'from=2026-04&to=2026-03', 'from=1900-01&to=2026-03', 'to=March']) {
    const answer = await technician.get(`/admin/feedback-summary?${query}`);
    expect([query, answer.status, answer.body.code]).toEqual([query, 422, 'platform.invalid-input']);
  }
});

it('shows the summary to staff only', async () => {
  expect((await anyone.get('/admin/feedback-summary')).status).toBe(401);
  const answer = await (await signUp(app)).get('/admin/feedback-summary');
  expect([answer.status, answer.body.code]).toEqual([403, 'platform.forbidden']);
});

it.each([
  [
    { ...feedback, score: 6 },
    { pointer: '/score', detail: 'must be a whole number from 1 to 5' },
  ],
  [
    { ...feedback, score: 4.5 },
    { pointer: '/score', detail: 'must be a whole number from 1 to 5' },
  ],
  [{ score: 4 }, { pointer: '/area', detail: expect.stringMatching(/^is missing; it must be one of account, search, /) }],
  [
    { ...feedback, comment: 'x'.repeat(4001) },
    { pointer: '/comment', detail: 'must be text of 1 to 4000 characters' },
  ],
  [
    { ...feedback, email: 'someone@example.org' },
    { pointer: '/email', detail: 'is not a field of this request' },
  ],
])('refuses the opinion %j and stores nothing', async (opinion, error) => {
  const technician = await staff(app, 'permit-technician');
  const before = (await technician.get('/admin/feedback-summary')).body;
  const answer = await anyone.post('/feedback', opinion);
  expect(answer.status).toBe(422);
  expect(answer.body.errors).toEqual([error]);
  expect((await technician.get('/admin/feedback-summary')).body).toEqual(before);
});

it('takes a repeated opinion once', async () => {
  const technician = await staff(app, 'permit-technician');
  const sum = async () => (await technician.get('/admin/feedback-summary')).body.months[11].count as number;
  const before = await sum();
  const key = { 'idempotency-key': 'opinion-1' };
  const answers = [await anyone.post('/feedback', feedback, key), await anyone.post('/feedback', feedback, key)];
  expect(answers[1]!.body).toEqual(answers[0]!.body);
  expect(await sum()).toBe(before + 1);
});

it('lets one client send ten opinions an hour', async () => {
  const limited = await startApp({ RATE_LIMITS: 'on' });
  const statuses: number[] = [];
  for (let time = 0; time < 11; time += 1) statuses.push((await anonymous(limited).post('/feedback', feedback)).status);
  expect(statuses).toEqual([...Array<number>(10).fill(201), 429]);
  await limited.close();
});
