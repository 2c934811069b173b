import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, problemOf, signUp, staff, type Answer, type SignedInClient } from '../support/builders.js';
import { fill, fillAll, getSteps, OFFICE, SHOP_PEOPLE, SHOP_PLACE, startBusiness, type BusinessView } from '../support/business.js';
import { made, report } from '../support/code-enforcement.js';
import { aUnit, getUnit, importUnits, ownerOf, registerUnit, unitLine, unitList } from '../support/conveyances.js';
import { anInspector, book } from '../support/inspections.js';
import { listForm, loadParcels } from '../support/parcels.js';
import {
  createPermit,
  expectStatus,
  FENCE,
  FENCE_ANSWERS,
  getPermit,
  issued,
  pendingReviews,
  submit,
  submitted,
  type PermitView,
} from '../support/permits.js';

const LIST = `Parcel Number,Site Address,Unit,Zip Code,District,Zoning,Historic,In City,Lat,Lng,Owner
15-22-104-007,12 Oak Street,,60501,west,R-1,no,yes,41.7606,-88.3201,x
15-22-104-008,14 Oak Street,,60501,east,R-1,yes,yes,41.7607,-88.3202,x
15-22-104-009,12 N Oak Street,,60505,,R-2,,yes,,,x
15-22-105-001,120 Oakdale Avenue,Unit A,60501,east,B-1,no,no,41.77,-88.33,x
15-22-105-001,120 Oakdale Avenue,Unit B,60501,east,B-1,no,no,41.77,-88.33,x
15-22-106-001,7 Saint James Place,,60502,east,R-3,no,yes,41.78,-88.34,x
`;

let app: TestApp;
let administrator: SignedInClient;
let technician: SignedInClient;
let reviewer: SignedInClient;
let resident: SignedInClient;
/** From before the list. */
let oldDraft: string;
let oldCase: string;

beforeAll(async () => {
  app = await startApp();
  administrator = await staff(app, 'administrator');
  technician = await staff(app, 'permit-technician');
  reviewer = await staff(app, 'plan-reviewer');
  resident = await signUp(app);
});
afterAll(() => app?.close());

const OAK = { line1: '12 oak st.', city: 'Fairview', state: 'IL', zip: '60501' };
const search = async (q: string): Promise<string[]> => {
  const { items } = expectStatus<{ items: { line1: string; line2: string | null }[] }>(
    await anonymous(app).get(`/addresses?q=${encodeURIComponent(q)}`),
    200,
  );
  return items.map(({ line1, line2 }) => [line1, line2].filter(Boolean).join(', '));
};
const apply = (address: object, more: object = {}) => resident.post('/permits', { ...FENCE, address, ...more });
const withoutHistoric = Object.fromEntries(Object.entries(FENCE_ANSWERS).filter(([name]) => name !== 'historicDistrict'));

it('P-01 takes every address as long as no list is loaded', async () => {
  const draft = await createPermit(resident, { ...FENCE, address: { ...OAK, line1: '999 Nowhere Lane' } });
  expect(draft).toMatchObject({ address: { line1: '999 Nowhere Lane' }, derivedAnswers: [], answers: { historicDistrict: false } });
  expect((await anonymous(app).get('/addresses?q=12')).body).toEqual({ items: [], listLoaded: false });
  oldDraft = await startBusiness(resident);
  await fillAll(resident, oldDraft, { business: OFFICE, location: { ...SHOP_PLACE, address: { ...OAK, line1: '14 oak st' } } });
  oldCase = (await report(app, { address: { ...OAK, line1: '14 oak st' } })).caseNumber;
});

describe('loading a list of parcels', () => {
  it('loads it in the background and says what became of every line', async () => {
    expect(await resident.postForm('/admin/parcels/imports', listForm(LIST))).toMatchObject({ status: 403 });
    const begun = await administrator.postForm('/admin/parcels/imports', listForm(LIST));
    expect(begun).toMatchObject({ status: 202, body: { status: 'waiting', lines: 0, fileName: 'parcels.csv' } });
    await app.settle();
    const { body } = await administrator.get(`/admin/parcels/imports/${begun.body.id}`);
    expect(body).toMatchObject({ status: 'done', lines: 6, added: 6, changed: 0, unchanged: 0, refused: 0, problems: [] });
    expect(body).toMatchObject({ unknownColumns: ['Owner'], missingColumns: ['city', 'state'] });
    const { items } = (await administrator.get('/admin/parcels/imports')).body;
    expect(items).toMatchObject([{ id: begun.body.id, status: 'done', added: 6 }]);
  });

  it('refuses a list that cannot be read, and a form without one', async () => {
    expect(await loadParcels(app, administrator, 'Owner,Address\nx,1 Oak St\n')).toMatchObject({
      status: 'refused',
      problem: expect.stringContaining('missing: number'),
    });
    const empty = await administrator.postForm('/admin/parcels/imports', new FormData());
    expect(problemOf(empty).errors).toMatchObject([{ pointer: '/file' }]);
  });
});

describe('finding an address', () => {
  it.each([
    ['12 oak', ['12 N Oak Street', '12 Oak Street']],
    ['12 Oak Str', ['12 N Oak Street', '12 Oak Street']],
    ['12 n', ['12 N Oak Street']],
    ['12 north oak', ['12 N Oak Street']],
    ['120', ['120 Oakdale Avenue, Unit A', '120 Oakdale Avenue, Unit B']],
    ['120 oakdale #b', ['120 Oakdale Avenue, Unit B']],
    ['120 Okadale', ['120 Oakdale Avenue, Unit A', '120 Oakdale Avenue, Unit B']],
    ['7 st james', ['7 Saint James Place']],
    ['james', ['7 Saint James Place']],
    ['12 Oak Street, Fairview, IL 60501', ['12 Oak Street']],
    ['oakd', ['120 Oakdale Avenue, Unit A', '120 Oakdale Avenue, Unit B']],
    ['99 oak', []],
  ])('completes %j', async (typed, found) => {
    expect((await search(typed)).sort()).toEqual([...found].sort());
  });

  it('tells what the list says of the parcel', async () => {
    const { items, listLoaded } = (await anonymous(app).get('/addresses?q=12%20oak%20st%2060501')).body;
    expect(listLoaded).toBe(true);
    expect(items).toEqual([
      {
        line1: '12 Oak Street',
        line2: null,
        city: 'Fairview',
        state: 'IL',
        zip: '60501',
        parcelNumber: '15-22-104-007',
        district: 'west',
        zone: 'R-1',
        historic: false,
        insideCity: true,
        latitude: 41.7606,
        longitude: -88.3201,
      },
    ]);
  });
});

describe('P-01 applying at an address', () => {
  it('keeps the spelling, parcel and place of the list', async () => {
    const answer = await apply({ ...OAK, line1: '12 OAK ST', city: 'fairview', zip: '60501-1234' });
    const { address } = expectStatus<PermitView>(answer, 201);
    expect(address).toEqual({
      line1: '12 Oak Street',
      city: 'Fairview',
      state: 'IL',
      zip: '60501',
      parcelNumber: '15-22-104-007',
      latitude: 41.7606,
      longitude: -88.3201,
    });
  });

  it('keeps a unit that the list does not tell apart, and asks which one where it does', async () => {
    expect(expectStatus<PermitView>(await apply({ ...OAK, line2: 'Rear cottage' }), 201)).toMatchObject({
      address: { line1: '12 Oak Street', line2: 'Rear cottage' },
    });
    const whole = problemOf(await apply({ ...OAK, line1: '120 Oakdale Ave' }));
    expect(whole).toMatchObject({ status: 422, code: 'city.address-not-in-list', nearest: [{ line2: 'Unit A' }, { line2: 'Unit B' }] });
    expect(expectStatus<PermitView>(await apply({ ...OAK, line1: '120 Oakdale Ave Apt B' }), 201)).toMatchObject({
      address: { line2: 'Unit B' },
    });
  });

  it('refuses another address with the nearest ones', async () => {
    const refusal = problemOf(await apply({ ...OAK, line1: '13 Oak Street' }));
    expect(refusal).toMatchObject({
      status: 422,
      code: 'city.address-not-in-list',
      errors: [{ pointer: '/address' }],
      detail: expect.stringContaining('13 Oak Street, Fairview, IL 60501'),
    });
    expect((refusal.nearest as { line1: string }[]).map(({ line1 }) => line1)).toEqual(
      expect.arrayContaining(['12 Oak Street', '14 Oak Street']),
    );
    const wrongZip = problemOf(await apply({ ...OAK, zip: '60599' }));
    expect(wrongZip.nearest).toMatchObject([{ line1: '12 Oak Street', zip: '60501' }, {}, {}]);
    const misspelt = problemOf(await apply({ ...OAK, line1: '7 St Jmaes Pl', zip: '60502' }));
    expect(misspelt.nearest).toMatchObject([{ line1: '7 Saint James Place' }]);
  });

  it('refuses a parcel number that belongs to another address, and names both', async () => {
    const refusal = problemOf(await apply({ ...OAK, parcelNumber: '15-22-104-008' }));
    expect(refusal).toMatchObject({
      status: 422,
      code: 'city.parcel-contradicts-address',
      errors: [{ pointer: '/address/parcelNumber' }],
      given: '15-22-104-008',
      listed: '15-22-104-007',
    });
    await createPermit(resident, { ...FENCE, address: { ...OAK, parcelNumber: '1522104007' } });
  });

  it('takes a new address once the city has added it', async () => {
    const address = { ...OAK, line1: '16 Oak Street' };
    expect(await apply(address)).toMatchObject({ status: 422 });
    expect(await resident.post('/admin/parcels', { parcelNumber: '15-22-104-010', line1: '16 Oak Street', zip: '60501' })).toMatchObject({
      status: 403,
    });
    const added = await technician.post('/admin/parcels', {
      parcelNumber: '15-22-104-010',
      line1: '16 Oak Street',
      zip: '60501',
      historic: true,
    });
    expect(added).toMatchObject({
      status: 201,
      body: { number: '15-22-104-010', historic: true, addresses: [{ line1: '16 Oak Street', city: 'Fairview' }] },
    });
    expect(expectStatus<PermitView>(await apply(address), 201)).toMatchObject({ address: { parcelNumber: '15-22-104-010' } });
  });

  it('matches the address of a change, too', async () => {
    const { number } = await createPermit(resident, { ...FENCE, address: OAK });
    expect(problemOf(await resident.patch(`/permits/${number}`, { address: { ...OAK, line1: '13 Oak St' } }))).toMatchObject({
      code: 'city.address-not-in-list',
    });
    const moved = expectStatus<PermitView>(
      await resident.patch(`/permits/${number}`, { address: { ...OAK, line1: '14 oak street' } }),
      200,
    );
    expect(moved).toMatchObject({ address: { parcelNumber: '15-22-104-008' }, answers: { historicDistrict: true } });
  });
});

describe('P-01 answers that the list gives', () => {
  it('does not ask for them, shows where they come from and overrules others', async () => {
    const asked = await createPermit(resident, { ...FENCE, address: { ...OAK, line1: '14 Oak St' }, answers: withoutHistoric });
    expect(asked).toMatchObject({ derivedAnswers: ['historicDistrict'], answers: { historicDistrict: true, lengthFt: 120 } });
    const overruled = expectStatus<PermitView>(
      await resident.patch(`/permits/${asked.number}`, { answers: { historicDistrict: false } }),
      200,
    );
    expect(overruled).toMatchObject({ answers: { historicDistrict: true } });
  });

  it('asks when the list does not say', async () => {
    const place = { ...OAK, line1: '12 North Oak St', zip: '60505' };
    const { number, derivedAnswers } = await createPermit(resident, { ...FENCE, address: place, answers: withoutHistoric });
    expect(derivedAnswers).toEqual([]);
    const refusal = problemOf(await resident.post(`/permits/${number}/submission`));
    expect(refusal.errors).toContainEqual(expect.objectContaining({ pointer: '/answers/historicDistrict' }));
  });

  it('sends a fence in a historic district to the reviewers of such places', async () => {
    const type = (await anonymous(app).get('/permit-types/ZAS-FNC-R')).body;
    expect(type.reviewDisciplines.map(({ code }: { code: string }) => code)).toContain('historic');
    const { number } = await submitted(resident, { ...FENCE, address: { ...OAK, line1: '14 Oak St' }, answers: withoutHistoric });
    expect(Object.keys(await pendingReviews(resident, number))).toContain('historic');
    const plain = await submitted(resident, { ...FENCE, address: OAK, answers: { ...FENCE_ANSWERS, historicDistrict: true } });
    expect(Object.keys(await pendingReviews(resident, plain.number))).not.toContain('historic');
  });

  it('goes by the list of the day on which the application is submitted', async () => {
    const { number } = await createPermit(resident, { ...FENCE, address: { ...OAK, line1: '7 Saint James Pl', zip: '60502' } });
    const { version } = (await technician.get('/admin/parcels/1522106001')).body;
    const corrected = await technician.patch('/admin/parcels/15-22-106-001', { historic: true }, { 'if-match': `"${version}"` });
    expect(corrected).toMatchObject({ status: 200, body: { historic: true, zone: 'R-3', version: version + 1 } });
    expect(await submit(resident, number)).toMatchObject({ answers: { historicDistrict: true } });
    const before = await getPermit(resident, number);
    await technician.patch('/admin/parcels/15-22-106-001', { historic: null });
    expect((await getPermit(resident, number)).answers).toEqual(before.answers);
  });

  it('P-04 counts in the estimate', async () => {
    const request = { permitType: 'ZAS-FNC-R', valuationCents: 450_000, answers: withoutHistoric };
    const plain = await anonymous(app).post('/fee-estimates', { ...request, address: OAK });
    expect(plain.status).toBe(200);
    expect(problemOf(await anonymous(app).post('/fee-estimates', { ...request, address: { ...OAK, line1: '13 Oak St' } }))).toMatchObject({
      code: 'city.address-not-in-list',
    });
  });
});

it('I-01 sends the inspector of the district that the parcel lies in', async () => {
  const east = await anInspector(app, { name: 'Demo East', districts: ['east'] });
  const west = await anInspector(app, { name: 'Demo West', districts: ['west'] });
  const visitOf = async (address: object) => {
    const { number } = await issued(app, { applicant: resident, reviewer }, { ...FENCE, address });
    const { items } = (await resident.get(`/records/${number}/inspections`)).body as { items: { id: string; status: string }[] };
    const { id } = items.find(({ status }) => status === 'ready')!;
    return (await book(resident, id, '2026-03-05', '10:00')).body.inspector.name as string;
  };
  // By its ZIP code it would lie in the east.
  expect(await visitOf(OAK)).toBe(west.name);
  expect(await visitOf({ ...OAK, line1: '120 Oakdale Ave', line2: '#A' })).toBe(east.name);
});

describe('addresses of every other kind of record', () => {
  const AS_LISTED = { line1: '12 Oak Street', zip: '60501', parcelNumber: '15-22-104-007', latitude: 41.7606, longitude: -88.3201 };
  const UNKNOWN = { ...OAK, line1: '13 Oak Street' };
  const refused = (answer: Answer, pointer = '/address') =>
    expect(problemOf(answer)).toMatchObject({
      status: 422,
      code: 'city.address-not-in-list',
      errors: [{ pointer }],
      nearest: expect.arrayContaining([expect.objectContaining({ line1: '12 Oak Street', parcelNumber: '15-22-104-007' })]),
    });
  const addressOf = async (number: string) => (await technician.get(`/records/${number}`)).body.address;

  it('V-01 registers and moves a conveyance only to one of the list, and sends the inspector of its district', async () => {
    const unit = await registerUnit(technician, { address: OAK });
    expect(await addressOf(unit.number)).toMatchObject(AS_LISTED);
    refused(await technician.post('/admin/conveyances', aUnit({ stateRegistrationNumber: 'U-13', address: UNKNOWN })));
    expect((await technician.get('/admin/conveyances?q=U-13')).body.items).toEqual([]);
    refused(await technician.patch(`/admin/conveyances/${unit.number}`, { address: UNKNOWN, model: 'GL-200' }));
    expect(await getUnit(technician, unit.number)).toMatchObject({ model: null, version: unit.version });

    const what = { disciplines: ['elevator'] };
    await anInspector(app, { ...what, districts: ['east'] });
    const west = await anInspector(app, { ...what, name: 'Demo West Elevators', districts: ['west'] });
    const { inspectionId } = unit.cycle!.inspections[0]!;
    const visit = await book(await ownerOf(app, unit.number), inspectionId, '2026-03-06', '10:00');
    expect(visit).toMatchObject({ status: 200, body: { inspector: { name: west.name } } });
  });

  it('V-01 names the line and the column of an address that the list lacks', async () => {
    const lines = [
      unitLine({ stateRegistrationNumber: 'U-1', addressLine1: '12 OAK ST' }),
      unitLine({ stateRegistrationNumber: 'U-2', addressLine1: '13 Oak Street' }),
      unitLine({ stateRegistrationNumber: 'U-3', addressLine1: '12 Oak Street', parcelNumber: '15-22-104-008' }),
    ];
    expect(await importUnits(app, technician, unitList(lines))).toMatchObject({
      added: 1,
      refused: 2,
      problems: [
        { line: 3, column: 'addressLine1', detail: expect.stringMatching(/The nearest in it is 1[24] Oak Street/) },
        { line: 4, column: 'parcelNumber', detail: expect.stringContaining('lies on parcel 15-22-104-007') },
      ],
    });
    const [listed] = (await technician.get('/admin/conveyances?q=U-1')).body.items;
    expect(await addressOf(listed.number)).toMatchObject(AS_LISTED);
  });

  it('B-01 takes the place of a business from the list, and the mailing addresses of its owners as they are', async () => {
    const number = await startBusiness(resident);
    const steps = await fill(resident, number, 'location', { ...SHOP_PLACE, address: OAK });
    expect(steps.location).toMatchObject({ address: AS_LISTED });
    refused(await resident.put(`/business-registrations/${number}/steps/location`, { ...SHOP_PLACE, address: UNKNOWN }));
    expect((await getSteps(resident, number)).location).toEqual(steps.location);
    await fill(resident, number, 'owners-and-contacts', {
      ...SHOP_PEOPLE,
      owners: [{ ...SHOP_PEOPLE.owners[0], address: { line1: '1 Far Road', city: 'Elsewhere', state: 'WI', zip: '53001' } }],
    });
  });

  it('B-01 finds the place of a draft that is older than the list when it is submitted', async () => {
    expect((await getSteps(resident, oldDraft)).location).toMatchObject({ address: { line1: '14 oak st' } });
    expectStatus(await resident.post(`/business-registrations/${oldDraft}/submission`), 201);
    expect(await addressOf(oldDraft)).toMatchObject({ line1: '14 Oak Street', parcelNumber: '15-22-104-008' });
    const correct = (slip: object) => technician.patch(`/admin/business-registrations/${oldDraft}`, { ...slip, reason: 'A slip' });
    expect(problemOf(await correct({ parcelNumber: '15-22-104-007' })).errors).toMatchObject([{ pointer: '/parcelNumber' }]);
    const corrected = expectStatus<BusinessView>(await correct({ addressLine2: 'Rear cottage' }), 200);
    expect(corrected.location).toMatchObject({ address: { line2: 'Rear cottage', parcelNumber: '15-22-104-008' } });
  });

  it('E-01 turns nobody away over an address, and joins what the list knows to be one place', async () => {
    const address = { ...OAK, line1: '14 OAK STREET', zip: '60501-1234' };
    expect(await report(app, { address })).toMatchObject({ caseNumber: oldCase, place: '14 Oak Street' });
    const known = await report(app, { address: { ...OAK, line1: '7 Saint James Place', zip: '60502' } });
    expect(await report(app, { address: { ...OAK, line1: '7 st james pl', zip: '60502' } })).toMatchObject({
      caseNumber: known.caseNumber,
      place: '7 Saint James Place',
    });
    const [flat, apartment] = [{ line1: '7 Saint James Place', line2: 'Apt 2' }, { line1: '7 Saint James Pl #2' }];
    const upstairs = await report(app, { address: { ...OAK, ...flat, zip: '60502' } });
    expect(upstairs.caseNumber).not.toBe(known.caseNumber);
    expect((await report(app, { address: { ...OAK, ...apartment, zip: '60502' } })).caseNumber).toBe(upstairs.caseNumber);
    const unknown = await report(app, { address: UNKNOWN });
    expect(unknown).toMatchObject({ place: '13 Oak Street' });

    const officer = await staff(app, 'code-officer');
    const place = `/admin/code-cases/${unknown.caseNumber}/place`;
    refused(await officer.post('/admin/code-cases', { category: 'high-weeds', address: UNKNOWN }));
    refused(await officer.put(place, { address: { ...UNKNOWN, line1: '15 Oak St' } }));
    expect(problemOf(await officer.put(place, { address }))).toMatchObject({
      code: 'code-enforcement.open-case-at-place',
      number: oldCase,
    });
    expect(made(await officer.put(place, { address: OAK }))).toMatchObject({ place: '12 Oak Street', address: AS_LISTED });
    expect((await report(app, { address: { ...OAK, line1: '12 Oak Street' } })).caseNumber).toBe(unknown.caseNumber);
    const heap = { description: 'Behind the bus stop', latitude: 41.7, longitude: -88.3 };
    expect(made(await officer.put(place, { place: heap }))).toMatchObject({ place: heap.description, address: null });
    const respondent = { name: 'Demo Owner', address: { ...UNKNOWN, line1: '1 Far Road' } };
    expect(await officer.post(`/admin/code-cases/${unknown.caseNumber}/respondents`, respondent)).toMatchObject({ status: 201 });
  });

  it('R-01 opens and moves a project only to one of the list', async () => {
    const about = { name: 'Demo Oaks', description: 'Four houses' };
    const { number } = expectStatus<{ number: string }>(await technician.post('/admin/projects', { ...about, address: OAK }), 201);
    expect(await addressOf(number)).toMatchObject(AS_LISTED);
    refused(await technician.post('/admin/projects', { ...about, address: UNKNOWN }));
    refused(await technician.patch(`/admin/projects/${number}`, { name: 'Demo Elms', address: UNKNOWN }));
    expect((await technician.get(`/projects/${number}`)).body).toMatchObject({ name: 'Demo Oaks', address: AS_LISTED });
    expect((await technician.patch(`/admin/projects/${number}`, { address: null })).body).toMatchObject({ address: null });
  });
});

describe('looking parcels up', () => {
  it('finds them by number, address, zone and district, with a link to the records there', async () => {
    const numbers = async (query: string) =>
      (await technician.get(`/admin/parcels?${query}`)).body.items.map(({ number }: { number: string }) => number);
    expect(await numbers('q=1522-105')).toEqual(['15-22-105-001']);
    expect(await numbers('q=12%20oak')).toEqual(['15-22-104-007', '15-22-104-009']);
    expect(await numbers('zone=B-1')).toEqual(['15-22-105-001']);
    expect(await numbers('district=west')).toEqual(['15-22-104-007']);
    const parcel = (await technician.get('/admin/parcels/15.22.105.001')).body;
    expect(parcel.addresses).toMatchObject([{ line2: 'Unit A' }, { line2: 'Unit B' }]);
    const { recordsLink } = (await technician.get('/admin/parcels/15-22-104-008')).body;
    expect((await anonymous(app).get(recordsLink)).body.items).not.toEqual([]);
  });

  it('retires an address, and a parcel with all of them', async () => {
    const { addresses } = (await technician.get('/admin/parcels/15-22-105-001')).body;
    const left = await technician.delete(`/admin/parcels/15-22-105-001/addresses/${addresses[1].id}`);
    expect(left).toMatchObject({ status: 200, body: { addresses: [{ line2: 'Unit A' }] } });
    const gone = await technician.post('/admin/parcels/15-22-105-001/retirement', { reason: 'Joined with its neighbor' });
    expect(gone).toMatchObject({ status: 200, body: { addresses: [], retiredAt: expect.any(String) } });
    expect(problemOf(await technician.post('/admin/parcels/15-22-105-001/retirement', { reason: 'Again' }))).toMatchObject({
      code: 'city.parcel-retired',
    });
    expect(await search('120 oakdale')).toEqual([]);
    const audit = (await administrator.get('/admin/audit-entries?limit=5')).body.items as { action: string; subject: string }[];
    expect(audit[0]).toMatchObject({ action: 'city.retire-parcel', subject: '15-22-105-001' });
  });

  it('does not take the address of another parcel away by hand', async () => {
    const refusal = await technician.post('/admin/parcels', { parcelNumber: '15-22-104-999', line1: '12 Oak St', zip: '60501' });
    expect(problemOf(refusal)).toMatchObject({ status: 409, code: 'city.address-of-another-parcel', parcelNumber: '15-22-104-007' });
  });
});
