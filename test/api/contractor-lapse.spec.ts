import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { problemOf, signUp, staff, type SignedInClient } from '../support/builders.js';
import { fenceContractor } from '../support/contractors.js';
import { anInspector, at, book, forDays, inspectionId, type InspectorView } from '../support/inspections.js';
import { startMailbox, type TestMailbox } from '../support/mailbox.js';
import { expectStatus, FENCE, FENCE_ANSWERS, getPermit, issued } from '../support/permits.js';

let app: TestApp;
let mailbox: TestMailbox;
let clerk: SignedInClient;
let applicant: SignedInClient;
let reviewer: SignedInClient;
let inspector: InspectorView;

beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  clerk = forDays(app, await staff(app, 'permit-technician'));
  reviewer = forDays(app, await staff(app, 'plan-reviewer'));
  applicant = forDays(app, await signUp(app));
  inspector = await anInspector(app);
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

const built = (contractorNumber: string) =>
  issued(
    app,
    { applicant, reviewer },
    { ...FENCE, answers: { ...FENCE_ANSWERS, ownerDoesWork: false }, contractorNumbers: [contractorNumber] },
  );
const letters = (email: string, number: string) =>
  mailbox
    .to(email)
    .map(({ subject }) => subject)
    .filter((subject) => subject.startsWith(`${number}: `));

describe('a contractor whose papers run out', () => {
  it('C-02 is told before, with the permits it touches; then nothing can be booked, and it ends by itself', async () => {
    const contractor = await fenceContractor(app, clerk, '2026-04-30');
    const other = await fenceContractor(app, clerk, '2027-12-31');
    const { number } = await built(contractor.number);
    const untouched = await built(other.number);
    await at(app, '2026-03-03T06:30');
    const noticed = () => letters(contractor.account.email, contractor.number).filter((subject) => subject.includes('expire'));
    expect(noticed()).toEqual([`${contractor.number}: documents expire, the first on April 30, 2026`]);
    const letter = mailbox.to(contractor.account.email).find(({ subject }) => subject === noticed()[0])!;
    for (const words of ['Registration, on April 30, 2026', 'Liability insurance, on April 30, 2026', number, 'Renew the registration']) {
      expect(letter.text).toContain(words);
    }
    for (const day of ['2026-03-04', '2026-03-30', '2026-04-01', '2026-04-23', '2026-04-30']) await at(app, `${day}T06:30`);
    expect(noticed()).toHaveLength(4);

    const postHole = await inspectionId(applicant, number);
    expectStatus(await book(applicant, postHole, '2026-05-05', '09:30'), 200);
    await at(app, '2026-05-01T06:30');
    const permit = await getPermit(applicant, number);
    expect(permit).toMatchObject({
      status: 'issued',
      bookingHold: { reason: expect.stringContaining('Liability insurance expired on April 30, 2026') },
      nextStep: { actor: 'contractor', label: expect.stringContaining('No inspection can be scheduled') },
      contractors: [
        { number: contractor.number, problems: [{ credential: 'registration' }, { credential: 'insurance', expiredOn: '2026-04-30' }] },
      ],
    });
    expect(problemOf(await book(applicant, postHole, '2026-05-06', '09:30'))).toMatchObject({
      status: 409,
      code: 'inspections.on-hold',
      reason: expect.stringContaining(contractor.number),
    });
    const { items } = (await applicant.get(`/records/${number}/inspections`)).body;
    expect(items[0]).toMatchObject({ status: 'scheduled', hold: { reason: expect.stringContaining(contractor.number) } });
    const day = await clerk.get(`/admin/inspectors/${inspector.id}/days/2026-05-05`);
    expect(day.body.stops).toMatchObject([{ recordNumber: number, hold: items[0].hold }]);
    expect((await getPermit(applicant, untouched.number)).bookingHold).toBeNull();

    expectStatus(await clerk.post(`/admin/contractors/${contractor.number}/insurance`, { expiresOn: '2027-06-30' }), 201);
    await app.settle();
    expect((await getPermit(applicant, number)).bookingHold).toMatchObject({ reason: expect.not.stringContaining('insurance') });
    expectStatus(await clerk.patch(`/admin/contractors/${contractor.number}`, { expiresOn: '2027-04-30' }), 200);
    await app.settle();
    expect(await getPermit(applicant, number)).toMatchObject({ bookingHold: null, nextStep: { actor: 'applicant' } });
    expectStatus(await book(applicant, postHole, '2026-05-06', '09:30'), 200);
    for (const email of [applicant.email, contractor.account.email]) {
      expect(letters(email, number).filter((subject) => subject.includes('inspections can'))).toEqual([
        `${number}: inspections cannot be scheduled right now`,
        `${number}: inspections can be scheduled again`,
      ]);
    }
  });

  it('a suspension holds at once, and a contractor that leaves the job takes its hold along', async () => {
    const contractor = await fenceContractor(app, clerk, '2027-12-31');
    const { number } = await built(contractor.number);
    expectStatus(await clerk.post(`/admin/contractors/${contractor.number}/suspension`, { reason: 'The insurer cancelled.' }), 200);
    await app.settle();
    expect((await getPermit(applicant, number)).bookingHold).toMatchObject({ reason: expect.stringContaining('suspended') });
    expectStatus(await contractor.account.post(`/permits/${number}/disavowal`), 204);
    expect((await getPermit(applicant, number)).bookingHold).toBeNull();
  });
});
