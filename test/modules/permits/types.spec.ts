import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { FeeScheduleNotFound, FeeSchedules } from '../../../src/modules/payments/index.js';
import { BusinessCalendar } from '../../../src/modules/city/index.js';
import { CounterInstructions } from '../../../src/modules/permits/types/counter-instructions.js';
import { PermitTypeDrafts } from '../../../src/modules/permits/types/permit-type-drafts.service.js';
import { Clock } from '../../../src/platform/time/clock.js';
import { isLargeProject, requirementsOf } from '../../../src/modules/permits/types/permit-type.rules.js';
import { PermitTypeLoader } from '../../../src/modules/permits/types/permit-type.loader.js';
import { PermitTypes } from '../../../src/modules/permits/index.js';
import { Vocabulary } from '../../../src/modules/permits/types/vocabulary.service.js';
import type { Answers } from '../../../src/platform/conditions/condition.js';
import { Database } from '../../../src/platform/database/database.js';
import type { PermitTypeVersion } from '../../support/answers.js';
import { startApp, type TestApp } from '../../support/app.js';
import { recordQueries } from '../../support/queries.js';

let app: TestApp;
let types: ReadonlyMap<string, PermitTypeVersion>;
beforeAll(async () => {
  app = await startApp();
  types = await app.get(PermitTypes).current();
});
afterAll(() => app.close());

const needs = (code: string, answers: Answers, valuationCents = 500_000) => requirementsOf(types.get(code)!, { valuationCents, answers });
const codes = (items: { code: string }[]) => items.map(({ code }) => code);

/** A form filled in with every combination of yes and no, and the least of each number. */
function everyYesAndNo({ form }: PermitTypeVersion): Answers[] {
  const least: Answers = Object.fromEntries(form.map(({ name, minimum }) => [name, minimum ?? 0]));
  return form
    .filter(({ type }) => type === 'boolean')
    .reduce<Answers[]>(
      (sheets, { name }) => sheets.flatMap((sheet) => [true, false].map((answer) => ({ ...sheet, [name]: answer }))),
      [least],
    );
}

it('P-01 offers 29 permits online in four categories, and 27 at the counter', () => {
  const all = [...types.values()];
  const online = all.filter(({ submission }) => submission === 'online');
  const inCategory = (category: string) => online.filter((type) => type.category === category);
  const categories = ['residential-single-trade', 'signage', 'solar', 'zoning-accessory'];
  expect(categories.map((category) => inCategory(category).length)).toEqual([11, 5, 4, 9]);
  expect(categories.map((category) => inCategory(category)[0].prefix)).toEqual(['RST', 'SGN', 'SOL', 'ZAS']);
  expect(all.filter(({ submission }) => submission === 'counter')).toHaveLength(27);
});

describe('what an application gets', () => {
  it('a fence at a home', () => {
    const fence = { ownerDoesWork: false, inEasement: false, historicDistrict: false };
    expect(needs('ZAS-FNC-R', fence)).toEqual({
      documents: [
        { code: 'plat-of-survey', name: expect.stringMatching(/^Plat of survey/), required: true, phase: 'at-submission' },
        { code: 'utility-locate-acknowledgement', name: expect.stringMatching(/811/), required: true, phase: 'before-issuance' },
        { code: 'homeowners-association-acknowledgement', name: expect.any(String), required: true, phase: 'before-issuance' },
        { code: 'contract', name: expect.any(String), required: true, phase: 'at-submission' },
      ],
      contractorClasses: [{ code: 'fence', name: 'Fence contractor' }],
      disciplines: [{ code: 'zoning', name: 'Zoning', businessDays: 5 }],
      inspections: [
        { typeCode: 'post-hole', typeName: 'Post hole', discipline: 'zoning', sequence: 1, required: true },
        { typeCode: 'fence-final', typeName: 'Fence final', discipline: 'zoning', sequence: 2, required: true },
      ],
      instantIssue: false,
    });
    expect(codes(needs('ZAS-FNC-R', { ...fence, inEasement: true, historicDistrict: true }).disciplines)).toEqual([
      'zoning',
      'engineering',
      'historic',
    ]);
  });

  it('an owner stands in for the contractor, and needs no contract', () => {
    const owner = needs('ZAS-FNC-R', { ownerDoesWork: true, inEasement: false, historicDistrict: false });
    expect(owner.contractorClasses).toEqual([]);
    expect(codes(owner.documents)).not.toContain('contract');
  });

  it("an owner's affidavit replaces the plumber's letter of intent", () => {
    const plumbing = (ownerDoesWork: boolean) => codes(needs('RST-PLUMB', { ownerDoesWork, fixtures: 1, underground: false }).documents);
    expect(plumbing(false)).toEqual(['plumber-letter-of-intent', 'scope-of-work']);
    expect(plumbing(true)).toEqual(['scope-of-work', 'owner-affidavit']);
  });

  it('only like for like is issued at once', () => {
    const unchanged = { units: 1, ownerDoesWork: false, relocated: false, newCircuit: false, historicDistrict: false };
    expect(needs('RST-AC', unchanged)).toMatchObject({ instantIssue: true, disciplines: [], contractorClasses: [{ code: 'mechanical' }] });
    const moved = needs('RST-AC', { ...unchanged, relocated: true, newCircuit: true });
    expect(moved.instantIssue).toBe(false);
    expect(codes(moved.disciplines)).toEqual(['zoning', 'electrical']);
    expect(needs('RST-AC', { ...unchanged, historicDistrict: true })).toMatchObject({
      instantIssue: false,
      disciplines: [{ code: 'historic' }],
    });
    expect(codes(moved.contractorClasses)).toEqual(['mechanical', 'electrical']);
    expect(codes(moved.documents)).toContain('plat-of-survey');
    expect(moved.inspections.map(({ typeCode }) => typeCode)).toEqual(['mechanical-final', 'electrical-final']);
  });

  it('what is not issued at once is looked at by somebody, whatever is answered', () => {
    const unseen = [...types.values()].flatMap((type) =>
      everyYesAndNo(type)
        .map((answers) => ({ code: type.code, answers, ...requirementsOf(type, { valuationCents: 500_000, answers }) }))
        .filter(({ instantIssue, disciplines }) => type.instantIssueWhen !== null && !instantIssue && disciplines.length === 0)
        .map(({ code, answers }) => ({ code, answers })),
    );
    expect(unseen).toEqual([]);
  });

  it('nothing is issued at once while a question that decides it is open', () => {
    for (const type of types.values())
      expect([type.code, requirementsOf(type, { valuationCents: 0, answers: {} }).instantIssue]).toEqual([type.code, false]);
  });

  it('the surface of an approach decides which public works contractor it takes', () => {
    const approach = (surface: string) =>
      codes(needs('ZAS-DRV-ROW', { surface, closesLane: false, historicDistrict: false }).contractorClasses);
    expect(approach('concrete')).toEqual(['concrete', 'public-works-concrete']);
    expect(approach('asphalt')).toEqual(['concrete', 'public-works-paving']);
    expect(approach('pavers')).toEqual(['concrete', 'public-works-excavation']);
  });

  it('P-08 large projects are picked up, by type or by valuation', () => {
    expect(isLargeProject(types.get('SOL-CG')!, 0, 25_000_000)).toBe(true);
    expect(isLargeProject(types.get('SOL-CR')!, 24_999_999, undefined)).toBe(false);
    expect(isLargeProject(types.get('SOL-CR')!, 25_000_000, undefined)).toBe(true);
    expect(isLargeProject(types.get('ZAS-FNC-R')!, 25_000_000, 25_000_000)).toBe(true);
    expect(isLargeProject(types.get('ZAS-FNC-R')!, 25_000_000, undefined)).toBe(false);
  });
});

it('names the words of the trade', async () => {
  const vocabulary = app.get(Vocabulary);
  expect(await vocabulary.discipline('zoning')).toEqual({ code: 'zoning', name: 'Zoning', businessDays: 5 });
  expect(await vocabulary.contractorClass('roofing')).toEqual({ code: 'roofing', name: 'Roofing contractor' });
  expect(await vocabulary.documentType('site-plan')).toEqual({
    code: 'site-plan',
    name: 'Site plan with setbacks, easements and utilities',
  });
  expect(await vocabulary.inspectionType('fence-final')).toEqual({
    code: 'fence-final',
    name: 'Fence final',
    discipline: 'zoning',
    final: true,
  });
  expect(await vocabulary.discipline('constructor')).toBeUndefined();
});

it('fills an empty catalogue once, however often the portal starts', async () => {
  const database = app.get(Database);
  const count = () => database.row(sql`select count(*)::int as versions from permits.permit_type_version`);
  const before = await count();
  await app.get(PermitTypeLoader).onApplicationBootstrap();
  expect(await count()).toEqual(before);
  expect(before).toEqual({ versions: 56 });
});

it('keeps the types of today in memory, and looks again when they are a few seconds old', async () => {
  const permitTypes = app.get(PermitTypes);
  permitTypes.forget();
  await permitTypes.published('RST-AC');
  expect(await recordQueries(app, () => permitTypes.published('SOL-RR'))).toEqual([]);
  app.clock.advance({ seconds: 5 });
  expect(await recordQueries(app, () => permitTypes.published('SOL-RR'))).toHaveLength(1);
});

it('another replica offers a new version within seconds, and at once when it published it itself', async () => {
  const replica = new PermitTypes(app.get(Database), app.get(BusinessCalendar), app.get(CounterInstructions), app.get(Clock));
  const drafts = app.get(PermitTypeDrafts);
  expect((await replica.published('SGN-BANR')).version).toBe(1);
  const { definition } = await drafts.version('SGN-BANR', 1);
  await drafts.update('SGN-BANR', { ...definition, name: 'Banners' }, undefined);
  await drafts.publish('SGN-BANR', {}, undefined);
  expect((await app.get(PermitTypes).published('SGN-BANR')).name).toBe('Banners');
  app.clock.advance({ seconds: 3 });
  expect((await replica.published('SGN-BANR')).name).toBe('Banners');
});

it('a published version never changes, not even by SQL', async () => {
  const database = app.get(Database);
  await expect(database.execute(sql`update permits.permit_type_version set definition = '{}' where code = 'RST-AC'`)).rejects.toThrow(
    /never changes/,
  );
  await expect(database.execute(sql`delete from permits.permit_type_version where code = 'RST-AC'`)).rejects.toThrow(/never changes/);
  await expect(database.execute(sql`update payments.fee_schedule set schedule = '{}'`)).rejects.toThrow(/never changes/);
});

it('a schedule that is not published bills nobody', async () => {
  await expect(app.get(FeeSchedules).version(2)).rejects.toThrow(FeeScheduleNotFound);
});
