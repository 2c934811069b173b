import { describe, expect, it } from '@jest/globals';
import { isClosed, PERMIT_STATUSES, PermitMachine, type PermitStatus, type PermitVerb } from './permit.status.js';

const reachable = (from: PermitStatus, seen = new Set<PermitStatus>()): Set<PermitStatus> => {
  if (!seen.has(from)) {
    seen.add(from);
    for (const next of PermitMachine.following(from)) reachable(next, seen);
  }
  return seen;
};

describe('the statuses of a permit', () => {
  it('are all reached from a draft', () => {
    expect([...reachable('draft')].sort()).toEqual([...PERMIT_STATUSES].sort());
  });

  it('end in five ways', () => {
    expect(PERMIT_STATUSES.filter(isClosed)).toEqual(['finaled', 'withdrawn', 'denied', 'expired', 'revoked']);
  });

  it('never lead to an issued permit past approval', () => {
    expect(PERMIT_STATUSES.filter((status) => PermitMachine.following(status).includes('issued'))).toEqual(['approved']);
  });

  it('never lead back from an issued permit to its application', () => {
    expect([...reachable('issued')].sort()).toEqual(['expired', 'finaled', 'issued', 'revoked']);
  });
});

describe('what people do to a permit', () => {
  const leadsTo: Partial<Record<PermitVerb, PermitStatus>> = {
    submit: 'submitted',
    resubmit: 'in-review',
    withdraw: 'withdrawn',
    return: 'returned',
    deny: 'denied',
    revoke: 'revoked',
  };

  it('is allowed exactly where the table of transitions has the way', () => {
    for (const [verb, to] of Object.entries(leadsTo) as [PermitVerb, PermitStatus][]) {
      const ways = PERMIT_STATUSES.filter((status) => PermitMachine.following(status).includes(to));
      const missing = PERMIT_STATUSES.filter((status) => PermitMachine.allows(verb, status) && !ways.includes(status));
      expect({ verb, missing }).toEqual({ verb, missing: [] });
    }
  });

  it('never happens to a closed permit, save for its pickup', () => {
    const verbs = PermitMachine.each().filter((verb) => verb !== 'recordPickup');
    for (const status of PERMIT_STATUSES.filter(isClosed)) expect(verbs.filter((verb) => PermitMachine.allows(verb, status))).toEqual([]);
  });
});
