import { casesAtEveryStage, fineOrdered, summonedToHearing } from './cases.js';
import { businesses, contractorApplication, contractors, contractorThatLapses, units } from './licenses.js';
import { signedIn, welcome, type City, type DemoPortal } from './people.js';
import { PortalClient } from './portal-client.js';
import { issueInstantly, permitsInEveryStatus, schedule } from './permits.js';

/** How long ago the permit was issued that has expired by now; validity is 180 days. */
const LONG_AGO_DAYS = 200;
/** Far enough back for a hearing to have been held by now, and near enough for a visit booked after it to lie ahead. */
const LATELY_DAYS = 45;

/**
 * Fills an empty portal with a little life, through the same routes that people use: accounts of every profile and role, and
 * records of every kind at every stage. The one thing nobody else can do is to turn back the clock, for what takes its time: a
 * permit that has expired, a contractor whose insurance ran out, a fine after a hearing.
 */
export async function fillDemoCity(portal: DemoPortal): Promise<void> {
  const now = portal.clock.now();
  const day = (daysAhead: number) =>
    now
      .add({ hours: 24 * daysAhead })
      .toString()
      .slice(0, 10);
  const goTo = async (instant: Temporal.Instant) => {
    portal.clock.set(instant);
    return signedIn(portal);
  };

  const opening = await firstDay(portal);
  const daysAgo = (days: number) => {
    const then = now.subtract({ hours: 24 * days });
    return Temporal.Instant.compare(then, opening) < 0 ? opening : then;
  };

  portal.clock.set(daysAgo(LONG_AGO_DAYS));
  const { contractorNumber } = await welcome(portal, day(300));
  await issueInstantly(await signedIn(portal), contractorNumber, 'A condenser replaced last year');

  const lately = await goTo(daysAgo(LATELY_DAYS));
  const lapsing = await contractorThatLapses(lately, day(-3), day(300));
  const held = await issueInstantly(lately, lapsing, 'Condenser on the roof of the porch');
  const summons = await summonedToHearing(lately);
  const afterHearing = await goTo(summons.hearingOn.add({ days: 1 }).toZonedDateTime('UTC').add({ hours: 16 }).toInstant());
  await fineOrdered(afterHearing, summons.number);
  await schedule(afterHearing, held, day(1));

  const city = await goTo(now);
  for (const job of ['permits.expire', 'contractors.follow-dates']) await city.admin.post(`/admin/jobs/${job}/runs`);
  const [shared, answered] = await Promise.all([
    permitsInEveryStatus(city, contractorNumber),
    casesAtEveryStage(city),
    contractors(city, { inAMonth: day(30), inOneYear: day(300) }),
    contractorApplication(portal, day(300)),
    units(city, { soon: day(40), lately: day(-20) }),
    businesses(city),
    city.resident.until(`/permits/${held}`, (found) => found.bookingHold !== null),
  ]);
  await project(city, [shared, answered]);
  await city.resident.post(`/records/${shared}/invitations`, { email: 'demo.architect@example.com', note: 'Our architect follows this.' });
  await city.admin.post('/admin/jobs/contractors.watch-expiry/runs');
}

/** Noon of the first day with fees in force: before that nobody could have applied. */
async function firstDay({ url, administrator: { login, password } }: DemoPortal): Promise<Temporal.Instant> {
  const admin = await new PortalClient(url).signIn('staff', login, password);
  const schedules: { effectiveOn: string }[] = (await admin.get('/admin/fee-schedules')).items;
  const [first] = schedules.map(({ effectiveOn }) => effectiveOn).sort();
  return Temporal.Instant.from(`${first}T18:00:00Z`);
}

/** A permit and a case that belong together, and the work on the permit in somebody's hands. */
async function project(city: City, [permit, codeCase]: [string, string]): Promise<void> {
  const { number } = await city.clerk.post('/admin/projects', {
    name: 'Demo Birch Road renewal',
    description: 'Solar roof, and the yard put in order',
    ownerEmail: 'demo.resident@example.com',
  });
  for (const recordNumber of [permit, codeCase]) await city.clerk.post(`/admin/projects/${number}/records`, { recordNumber });
  const { id: accountId } = await city.reviewer.get('/accounts/me');
  await city.reviewer.put(`/admin/work-queue/${permit}/owner`, { accountId });
}
