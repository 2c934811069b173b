import { describe, expect, it } from '@jest/globals';
import { requiredCredentials, sameStanding, standingOn, type ClassRule, type CredentialDates } from './contractor.rules.js';
import type { ContractorStatus, CredentialKind } from './contractor.status.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-03-02');

const fence: ClassRule = { code: 'fence', requires: ['insurance'] };
const roofing: ClassRule = { code: 'roofing', requires: ['insurance', 'workers-compensation', 'state-license'] };

const shown = (kind: CredentialKind, expiresOn: string, classCode: string | null = null, effectiveOn = '2025-01-01'): CredentialDates => ({
  kind,
  classCode,
  effectiveOn: day(effectiveOn),
  expiresOn: day(expiresOn),
});
const registration = (status: ContractorStatus = 'active', expiresOn = '2026-12-31') => ({ status, expiresOn: day(expiresOn) });

describe('standing', () => {
  it('is good while registration and credentials are in force, through their last day', () => {
    const standing = standingOn(today, registration('active', '2026-03-02'), [fence], [shown('insurance', '2026-03-02')]);
    expect(standing).toEqual({ ok: true, problems: [], classesInForce: ['fence'] });
  });

  it('names what ran out and since when', () => {
    const standing = standingOn(today, registration(), [fence], [shown('insurance', '2025-06-30'), shown('insurance', '2026-03-01')]);
    expect(standing).toEqual({
      ok: false,
      problems: [{ credential: 'insurance', classCode: null, expiredOn: day('2026-03-01') }],
      classesInForce: [],
    });
  });

  it('names what was never shown', () => {
    const { problems } = standingOn(today, registration(), [roofing], [shown('insurance', '2026-12-31')]);
    expect(problems).toEqual([
      { credential: 'state-license', classCode: 'roofing', expiredOn: null },
      { credential: 'workers-compensation', classCode: null, expiredOn: null },
    ]);
  });

  it('counts a credential only from the day it takes effect', () => {
    const next = shown('insurance', '2027-03-02', null, '2026-03-03');
    expect(standingOn(today, registration(), [fence], [next]).problems).toEqual([
      { credential: 'insurance', classCode: null, expiredOn: null },
    ]);
    expect(standingOn(today.add({ days: 1 }), registration(), [fence], [next]).ok).toBe(true);
  });

  it('keeps the classes whose own credentials are in force', () => {
    const standing = standingOn(
      today,
      registration(),
      [fence, roofing],
      [shown('insurance', '2026-12-31'), shown('workers-compensation', '2026-12-31'), shown('state-license', '2026-03-01', 'roofing')],
    );
    expect(standing.ok).toBe(false);
    expect(standing.classesInForce).toEqual(['fence']);
  });

  it('does not take the state license of one class for another', () => {
    const plumbing: ClassRule = { code: 'plumbing', requires: ['state-license'] };
    const { problems } = standingOn(today, registration(), [plumbing], [shown('state-license', '2026-12-31', 'roofing')]);
    expect(problems).toEqual([{ credential: 'state-license', classCode: 'plumbing', expiredOn: null }]);
  });

  it.each([
    ['pending', '2026-12-31', null],
    ['suspended', '2026-12-31', null],
    ['revoked', '2026-01-31', null],
    ['expired', '2026-01-31', '2026-01-31'],
    ['active', '2026-03-01', '2026-03-01'],
  ] as const)('is not good while the registration is %s to %s, in no class', (status, expiresOn, expiredOn) => {
    const standing = standingOn(today, registration(status, expiresOn), [fence], [shown('insurance', '2026-12-31')]);
    expect(standing).toEqual({
      ok: false,
      problems: [{ credential: 'registration', classCode: null, expiredOn: expiredOn && day(expiredOn) }],
      classesInForce: [],
    });
  });

  it('is the same when the same things are wrong', () => {
    const lapsed = standingOn(today, registration(), [fence], []);
    expect(sameStanding(lapsed, standingOn(today, registration(), [fence], [shown('insurance', '2020-01-01', null, '2019-01-01')]))).toBe(
      true,
    );
    expect(sameStanding(lapsed, standingOn(today, registration('suspended'), [fence], []))).toBe(false);
  });
});

it('asks for shared credentials once and for a state license per class', () => {
  expect(requiredCredentials([fence, roofing, { code: 'plumbing', requires: ['insurance', 'state-license'] }])).toEqual([
    { kind: 'state-license', classCode: 'roofing' },
    { kind: 'state-license', classCode: 'plumbing' },
    { kind: 'insurance', classCode: null },
    { kind: 'workers-compensation', classCode: null },
  ]);
});
