import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { samplePdf } from './papers.js';
import { PortalClient } from './portal-client.js';

/** One residential fence from registration to the issued permit, over HTTP against a running `npm start`. */
const url = (process.env.PUBLIC_URL ?? `http://localhost:${process.env.PORT ?? 3000}`).replace(/\/+$/, '');
const stamp = Date.now().toString(36);
const email = `walk.${stamp}@example.com`;
let step = 0;
const say = (text: string) => console.log(`${String(++step).padStart(2)}. ${text}`);

const resident = new PortalClient(url);
const types = await resident.get<{ items: { code: string; name: string }[] }>('/permit-types?q=wood%20fence%20in%20the%20back%20yard');
const type = types.items[0]!;
say(`"wood fence in the back yard" is the permit ${type.code}, ${type.name}.`);

const answers = {
  lengthFt: 84,
  heightFt: 6,
  material: 'Cedar',
  inEasement: false,
  cornerLot: false,
  ownerDoesWork: true,
  historicDistrict: false,
};
const estimate = await resident.post('/fee-estimates', { permitType: type.code, valuationCents: 620_000, answers });
say(`It will cost ${dollars(estimate.totalCents)}: ${estimate.lines.map((line: { basis: string }) => line.basis).join('; ')}.`);

await resident.register({ username: `walk.${stamp}`, email, firstName: 'Demo', lastName: 'Resident' });
await resident.signIn('public', `walk.${stamp}`);
say(`Registered as walk.${stamp}, followed the link in the mail and signed in.`);

const { number } = await resident.post('/permits', {
  permitType: type.code,
  address: { line1: '12 Cedar Lane', city: 'Fairview', state: 'IL', zip: '60505' },
  description: 'Six-foot cedar fence around the back yard',
  valuationCents: 620_000,
  answers,
});
say(`Started application ${number}.`);

await resident.upload(number, 'plat-of-survey', 'plat.pdf', samplePdf('Plat of survey with the fence drawn in'));
await resident.post(`/permits/${number}/submission`);
say('Attached the plat of survey and submitted. The city must review it now.');

const reviewer = await new PortalClient(url).signIn('staff', 'demo.reviewer');
let review = await openReview();
await reviewer.post(`/admin/reviews/${review.id}/decision`, {
  decision: 'corrections-required',
  comments: [{ text: 'Show the distance from the fence to the public walk.', codeReference: 'Zoning 6.3' }],
});
const asked = await resident.until(
  `/reviews/${review.id}`,
  (found: { comments: { id: string; text: string }[] }) => found.comments.length > 0,
);
say(`${review.disciplineName ?? review.discipline} asks for a correction: "${asked.comments[0].text}"`);

await resident.post(`/reviews/${review.id}/responses`, {
  responses: [{ commentId: asked.comments[0].id, text: 'It stands 18 inches behind the walk; see the new plat.' }],
});
await resident.upload(number, 'plat-of-survey', 'plat-2.pdf', samplePdf('Plat of survey, 18 inches behind the walk'));
await resident.post(`/permits/${number}/resubmission`);
say('Answered the comment, attached the new plat and resubmitted.');

review = await openReview();
await reviewer.post(`/admin/reviews/${review.id}/decision`, { decision: 'approved', comments: [] });
await resident.until(`/permits/${number}`, (found) => found.status === 'approved');
const requirements = await resident.get(`/permits/${number}/requirements`);
say(`Approved. Still outstanding: ${requirements.outstanding.map((one: { label: string }) => one.label).join('; ')}.`);

for (const document of requirements.outstanding.filter((one: { kind: string }) => one.kind === 'document')) {
  await resident.upload(number, document.code, `${document.code}.pdf`, samplePdf(document.label));
}
const checkout = await resident.pay(number);
say(`Attached the remaining documents and paid ${dollars(checkout.totalCents)} on the payment page.`);

const permit = await resident.until(`/permits/${number}`, (found) => found.status === 'issued');
say(`Issued on ${permit.issuedOn}, by itself, the moment the last requirement was met. It runs until ${permit.expiresOn}.`);

const letter = await resident.letter(email, (found) => found.attachments.some(({ fileName }) => fileName.includes(number)));
say(`"${letter.subject}" came by mail with ${letter.attachments[0]!.fileName}; read it at ${url}/dev/mailbox.`);

const folder = resolve(process.env.DATA_DIR ?? '.data', 'demo');
mkdirSync(folder, { recursive: true });
const path = join(folder, `${number}.pdf`);
writeFileSync(path, await resident.paper(`/permits/${number}/document`));
say('The permit as a PDF:');
console.log(`\n${path}`);

async function openReview() {
  const reviews = await resident.until(`/records/${number}/reviews`, (found) => list(found).some((one) => one.status === 'pending'));
  return list(reviews).find((one) => one.status === 'pending')!;
}

function list(body: any): any[] {
  return Array.isArray(body) ? body : body.items;
}

function dollars(cents: number): string {
  return `$${(cents / 100).toFixed(2)}`;
}
