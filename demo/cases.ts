import { HOME_TOWN, type City } from './people.js';

const RESPONDENT = { name: 'Demo Resident', email: 'demo.resident@example.com' };
const MOW = [{ section: 'PM-302.4', remedy: 'Mow the lot and keep the grass lower than 8 inches.' }];
const CLEAR = [{ section: 'PM-308.1', remedy: 'Take away the rubbish behind the garage.' }];

/** Cases reported, answered and put right; the answer is the one that was answered. */
export async function casesAtEveryStage(city: City): Promise<string> {
  await city.neighbor.post('/code-cases', {
    category: 'broken-windows',
    address: { line1: '29 N Elm Street', ...HOME_TOWN },
    text: 'Two windows on the ground floor have been broken for weeks.',
  });

  const complied = await noticed(city, '14 Cedar Lane', 'high-weeds', MOW);
  await city.officer.post(`/admin/code-cases/${complied}/reinspection`, { complied: true, findings: 'The lot is mown.' });

  const answered = await noticed(city, '19 Birch Road', 'junk-trash', CLEAR);
  await city.resident.post(`/code-cases/${answered}/responses`, { text: 'The roofers fetch their rubbish on Friday.' });
  return answered;
}

/** A case that was cited after nothing had been done, and the day of its hearing. */
export async function summonedToHearing(city: City): Promise<{ number: string; hearingOn: Temporal.PlainDate }> {
  const number = await noticed(city, '25 Maple Street', 'inoperable-vehicle', [
    { section: 'PM-302.8', remedy: 'Register the car or have it taken away.' },
  ]);
  await city.officer.post(`/admin/code-cases/${number}/citation`, { reason: 'The owner said that nothing would be done.', early: true });
  const issued = await city.officer.get(`/code-cases/${number}`);
  return { number, hearingOn: await firstHearing(city, number, Temporal.Instant.from(issued.openedAt)) };
}

export async function fineOrdered(city: City, number: string): Promise<void> {
  await city.officer.post(`/admin/code-cases/${number}/hearings/order`, {
    finding: 'liable',
    order: 'Have the car taken away within 7 days; $50.00 for each day after.',
  });
  await city.officer.post(`/admin/code-cases/${number}/fines`, { perDayCents: 5_000, days: 3, basis: 'Order of the hearing' });
}

/** Seen by the officer, with a notice of violation to the resident. */
async function noticed(
  { officer }: City,
  line1: string,
  category: string,
  violations: { section: string; remedy: string }[],
): Promise<string> {
  const address = { line1, ...HOME_TOWN };
  const { number } = await officer.post('/admin/code-cases', { category, address });
  await officer.post(`/admin/code-cases/${number}/inspections`, {
    violationFound: true,
    findings: 'As it was reported; photos were taken.',
  });
  const { respondents } = await officer.post(`/admin/code-cases/${number}/respondents`, { ...RESPONDENT, address });
  await officer.post(`/admin/code-cases/${number}/notices`, { respondentId: respondents[0].id, violations });
  return number;
}

/** The city hears on Thursdays, ten days ahead or more, and on no holiday. */
async function firstHearing({ officer }: City, number: string, from: Temporal.Instant): Promise<Temporal.PlainDate> {
  const soonest = from.toZonedDateTimeISO('UTC').toPlainDate().add({ days: 11 });
  const thursday = soonest.add({ days: (4 - soonest.dayOfWeek + 7) % 7 });
  const dates = [thursday, thursday.add({ days: 7 })];
  for (const date of dates) {
    const isScheduled = await officer.post(`/admin/code-cases/${number}/hearings`, { date: date.toString() }).then(
      () => true,
      () => false,
    );
    if (isScheduled) return date;
  }
  throw new Error(`No hearing could be held on ${dates.join(' or ')}.`);
}
