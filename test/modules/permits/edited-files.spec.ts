import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { CityProfile } from '../../../src/modules/city/index.js';
import { FeeScheduleLoader } from '../../../src/modules/payments/index.js';
import { PermitTypeLoader } from '../../../src/modules/permits/types/permit-type.loader.js';
import { startApp, type TestApp } from '../../support/app.js';

let app: TestApp;
let folder: string;
const warn = jest.spyOn(Logger.prototype, 'warn');
beforeAll(async () => {
  app = await startApp();
  folder = mkdtempSync(join(tmpdir(), 'frontcounter-edited-'));
});
beforeEach(() => void warn.mockClear());
afterAll(async () => {
  warn.mockRestore();
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

type Catalogue = 'permitTypes' | 'feeSchedule';

function edited(catalogue: Catalogue, edit: (text: string) => string): CityProfile {
  const profile = app.get(CityProfile);
  const path = join(folder, `${catalogue}.json`);
  writeFileSync(path, edit(readFileSync(profile.catalogues[catalogue], 'utf8')));
  return Object.create(profile, { catalogues: { value: { ...profile.catalogues, [catalogue]: path } } }) as CityProfile;
}

/** What a start says that finds these files beside a filled database. */
async function saidOf(profile: CityProfile): Promise<string> {
  const again = (loader: object, changes: object) => Object.assign(Object.create(loader) as object, { profile, ...changes });
  const feeLoader = again(app.get(FeeScheduleLoader), { loading: undefined });
  await (again(app.get(PermitTypeLoader), { feeLoader }) as unknown as PermitTypeLoader).onApplicationBootstrap();
  return warn.mock.calls.map(([message]) => String(message)).join('\n');
}

it('says nothing of files that are as they were loaded', async () => {
  expect(await saidOf(app.get(CityProfile))).toBe('');
});

it('names the permit types that the files say something else of, and that it does not count', async () => {
  const said = await saidOf(edited('permitTypes', (text) => text.replace('"name": "Fence Residential"', '"name": "Fence around a home"')));
  expect(said).toMatch(/^The city's files say something else of ZAS-FNC-R than any version in the portal\..*admin\/permit-types\.$/);
});

it('says it of the fee schedule as well', async () => {
  const said = await saidOf(edited('feeSchedule', (text) => text.replace(/"baseCents": 2350/, '"baseCents": 2450')));
  expect(said).toMatch(/feeSchedule\.json is none of the fee schedules in the portal\..*admin\/fee-schedules\.$/);
});

it('does not hinder the start when a file has come to be of no use', async () => {
  expect(await saidOf(edited('permitTypes', () => '{'))).toMatch(/permitTypes\.json cannot be used:\n {2}- \/ is not JSON/);
});
