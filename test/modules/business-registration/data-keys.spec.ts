import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { BusinessCatalogue } from '../../../src/modules/business-registration/catalogue/business-catalogue.js';
import { TaxNumbers } from '../../../src/modules/business-registration/confidential/tax-numbers.service.js';
import { RecordsService } from '../../../src/modules/records/index.js';
import { DataKeys } from '../../../src/platform/auth/data-keys.js';
import { DerivedKeys } from '../../../src/platform/auth/derived-keys.js';
import { encrypt } from '../../../src/platform/auth/encryption.js';
import { StoredSecrets } from '../../../src/platform/auth/stored-secrets.js';
import { Settings } from '../../../src/platform/config/settings.js';
import { Database } from '../../../src/platform/database/database.js';
import { Clock } from '../../../src/platform/time/clock.js';
import { startApp, type TestApp } from '../../support/app.js';
import { signUp } from '../../support/builders.js';
import { startBusiness } from '../../support/business.js';

/** Of the portals in tests, which have no `DATA_KEY`. */
const OLD = 'for-tests-only-for-tests-only-for-tests-only';
const NEW = 'the-new-data-key-of-more-than-thirty-two-characters';
const keysOf = (...dataKeys: string[]) => new DataKeys({ dataKeys } as unknown as Settings);

it('opens what was encrypted under any of its keys, named or not, and under no other', () => {
  const unnamed = encrypt(new DerivedKeys(OLD).for('numbers'), 'a', '12-3456789');
  const old = keysOf(OLD).encrypt('numbers', 'a', '12-3456789');
  for (const encrypted of [unnamed, old]) {
    expect(keysOf(NEW, OLD).decrypt('numbers', 'a', encrypted)).toBe('12-3456789');
    expect(keysOf(NEW, OLD).isCurrent(encrypted)).toBe(false);
    expect(keysOf(NEW).decrypt('numbers', 'a', encrypted)).toBeUndefined();
    expect(keysOf(NEW, OLD).decrypt('numbers', 'b', encrypted)).toBeUndefined();
  }
  expect(keysOf(OLD, NEW).isCurrent(old)).toBe(true);
  expect(keysOf(NEW, OLD).fingerprints('codes', 'x')).toEqual([
    keysOf(NEW).fingerprint('codes', 'x'),
    keysOf(OLD).fingerprint('codes', 'x'),
  ]);
});

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

/** What another portal on the same database would read. */
function portalWith(...dataKeys: string[]) {
  const keys = keysOf(...dataKeys);
  const [database, clock] = [app.get(Database), app.get(Clock)];
  const stored = new StoredSecrets(database, keys, clock);
  const numbers = new TaxNumbers(database, keys, stored, app.get(BusinessCatalogue), clock);
  numbers.onModuleInit();
  return { stored, numbers };
}

it('keeps tax numbers through a new key, and refuses to start without the one they are under', async () => {
  const owner = await signUp(app);
  const { id } = (await app.get(RecordsService).byNumber(await startBusiness(owner)))!;
  await app.get(TaxNumbers).keep(id, owner.accountId, { fein: '123456789' });

  const refusal = /DATA_KEY does not open what is stored under the key [0-9a-f]{8}/;
  await expect(portalWith(NEW).stored.onApplicationBootstrap()).rejects.toThrow(refusal);
  const both = portalWith(NEW, OLD);
  await both.stored.onApplicationBootstrap();
  expect(await both.numbers.open(id)).toEqual({ fein: '12-3456789' });
  await expect(portalWith(NEW).stored.onApplicationBootstrap()).rejects.toThrow(refusal);

  expect(await both.stored.renew()).toEqual([{ name: 'tax numbers', renewed: 1 }]);
  expect(await both.stored.renew()).toEqual([{ name: 'tax numbers', renewed: 0 }]);
  const later = portalWith(NEW);
  await later.stored.onApplicationBootstrap();
  expect(await later.numbers.open(id)).toEqual({ fein: '12-3456789' });
});

it('refuses to start where it cannot read what was stored before keys had names', async () => {
  const owner = await signUp(app);
  const { id } = (await app.get(RecordsService).byNumber(await startBusiness(owner)))!;
  await app.get(TaxNumbers).keep(id, owner.accountId, { fein: '987654321' });
  const database = app.get(Database);
  await database.query.deleteFrom('platform.data_key').execute();
  const stranger = portalWith('a-key-that-nothing-was-ever-stored-under-at-all');
  await expect(stranger.stored.onApplicationBootstrap()).rejects.toThrow('DATA_KEY does not open the tax numbers that are stored');
  await portalWith(OLD, NEW).stored.onApplicationBootstrap();
});
