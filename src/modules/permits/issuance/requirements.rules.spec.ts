import { describe, expect, it } from '@jest/globals';
import { PERMIT_STATUSES } from '../permit.status.js';
import { fingerprintOf, outstandingOf, type ContractorOnPermit, type RequirementFacts } from './requirements.rules.js';

const electrician: ContractorOnPermit = {
  number: 'CON-2026-00003',
  businessName: 'Demo Electric',
  classes: ['electrical'],
  classesInForce: ['electrical'],
  problems: [],
  disavowed: false,
};

const facts = (changes: Partial<RequirementFacts> = {}): RequirementFacts => ({
  status: 'approved',
  needs: {
    documents: [{ code: 'utility-letter', name: 'Utility letter', required: true, phase: 'before-issuance' }],
    contractorClasses: [{ code: 'electrical', name: 'Electrical contractor' }],
  },
  pending: [],
  asking: [],
  fees: [],
  uploaded: new Set(['utility-letter']),
  contractors: [electrician],
  ...changes,
});

describe('P-06 what stands between a permit and its issue', () => {
  it('is nothing when fees, contractors and documents are in order', () => {
    expect(outstandingOf(facts())).toEqual([]);
  });

  it('names each unpaid fee with its amount and the way to the cart', () => {
    const list = outstandingOf(facts({ fees: [{ code: 'base', description: 'Permit fee', amountCents: 7500 }] }));
    expect(list).toEqual([
      {
        kind: 'fee',
        code: 'base',
        label: 'Permit fee',
        waitingOn: 'applicant',
        amountCents: 7500,
        action: { operationId: 'addToCart', label: 'Pay $75.00' },
      },
    ]);
  });

  it('asks the applicant for a document that is required, and for none that is not', () => {
    const documents = [
      { code: 'plat', name: 'Plat of survey', required: true, phase: 'at-submission' as const },
      { code: 'photo', name: 'Photo', required: false, phase: 'before-issuance' as const },
    ];
    const list = outstandingOf(facts({ needs: { documents, contractorClasses: [] }, uploaded: new Set() }));
    expect(list.map(({ kind, code, waitingOn }) => [kind, code, waitingOn])).toEqual([['document', 'plat', 'applicant']]);
  });

  it('asks the applicant to name a contractor of a class that nobody covers', () => {
    const [only] = outstandingOf(facts({ contractors: [{ ...electrician, classes: ['plumbing'], classesInForce: ['plumbing'] }] }));
    expect(only).toMatchObject({ kind: 'contractor', code: 'electrical', waitingOn: 'applicant', action: { operationId: 'updatePermit' } });
  });

  it('waits for a contractor whose credentials have lapsed, and says which', () => {
    const lapsed = {
      ...electrician,
      classesInForce: [],
      problems: [{ credential: 'insurance', name: 'Insurance', expiredOn: '2026-02-28' }],
    };
    const [only] = outstandingOf(facts({ contractors: [lapsed] }));
    expect(only).toMatchObject({ kind: 'contractor', waitingOn: 'contractor' });
    expect(only.label).toContain('Insurance expired on February 28, 2026');
  });

  it('says that a contractor is suspended, not that something is missing', () => {
    const problems = [{ credential: 'registration', name: 'Registration (suspended)', expiredOn: null }];
    const [only] = outstandingOf(facts({ contractors: [{ ...electrician, classesInForce: [], problems }] }));
    expect(only.label).toMatch(/is not in good standing: Registration \(suspended\)$/);
  });

  it('takes one contractor in good standing, whoever else is named', () => {
    expect(outstandingOf(facts({ contractors: [{ ...electrician, number: 'CON-2026-00001', classesInForce: [] }, electrician] }))).toEqual(
      [],
    );
  });

  it('gives a disavowed name no weight', () => {
    expect(outstandingOf(facts({ contractors: [{ ...electrician, disavowed: true }] }))).toHaveLength(1);
  });

  it('lists pending reviews with their due dates, waiting for the city', () => {
    const pending = [{ discipline: 'zoning', name: 'Zoning', dueOn: Temporal.PlainDate.from('2026-03-09') }];
    expect(outstandingOf(facts({ status: 'in-review', pending }))).toEqual([
      { kind: 'review', code: 'zoning', label: 'Zoning review, due March 9, 2026', waitingOn: 'city' },
    ]);
  });

  it('tells the applicant to answer corrections, and then to resubmit', () => {
    const asking = (unanswered: number) =>
      facts({ status: 'corrections-required', asking: [{ discipline: 'zoning', name: 'Zoning', unanswered }] });
    expect(outstandingOf(asking(2))[0].action).toEqual({
      operationId: 'respondToReview',
      label: 'Answer 2 comments of the Zoning review',
    });
    expect(outstandingOf(asking(0))[0].action!.operationId).toBe('resubmitPermit');
  });

  it('begins with the submission of what was not submitted', () => {
    for (const status of ['draft', 'returned'] as const)
      expect(outstandingOf(facts({ status }))[0].action!.operationId).toBe('submitPermit');
  });

  it('is empty once the permit is issued or closed', () => {
    const open = ['draft', 'returned', 'submitted', 'in-review', 'corrections-required', 'approved'];
    for (const status of PERMIT_STATUSES.filter((each) => !open.includes(each))) {
      expect(outstandingOf(facts({ status, uploaded: new Set(), contractors: [] }))).toEqual([]);
    }
  });
});

describe('the fingerprint of the list', () => {
  const fee = { kind: 'fee', code: 'base', label: 'Permit fee', amountCents: 7500 } as const;
  const letter = { kind: 'document', code: 'utility-letter', label: 'Utility letter' } as const;

  it('is the same in any order', () => {
    expect(fingerprintOf([fee, letter])).toBe(fingerprintOf([letter, fee]));
  });

  it('differs when an item comes, goes or changes its amount or its words', () => {
    const others = [[fee], [{ ...fee, amountCents: 2500 }, letter], [fee, { ...letter, label: 'Letter' }], []];
    for (const other of others) expect(fingerprintOf(other)).not.toBe(fingerprintOf([fee, letter]));
  });
});
