import { expect, it } from '@jest/globals';
import { classItems, type NamedOnRecord } from './class-items.rules.js';

const NEEDED = {
  number: 'ZAS-2026-00017',
  operationId: 'updatePermit',
  classes: [{ code: 'electrical', name: 'Electrical contractor' }],
};
const electrician: NamedOnRecord = {
  number: 'CON-2026-00003',
  businessName: 'Demo Electric',
  classes: ['electrical'],
  classesInForce: ['electrical'],
  problems: [],
  disavowed: false,
};
const itemsOf = (...named: NamedOnRecord[]) => classItems(NEEDED, named);

it('asks the applicant to name a contractor of a class that nobody covers', () => {
  expect(itemsOf({ ...electrician, classes: ['plumbing'], classesInForce: ['plumbing'] })).toMatchObject([
    {
      kind: 'contractor',
      code: 'electrical',
      waitingOn: 'applicant',
      action: { operationId: 'updatePermit', parameters: { number: 'ZAS-2026-00017' } },
    },
  ]);
});

it('waits for a contractor whose credentials have lapsed, and says which', () => {
  const problems: NamedOnRecord['problems'] = [{ credential: 'insurance', name: 'Insurance', expiredOn: '2026-02-28' }];
  const [only] = itemsOf({ ...electrician, classesInForce: [], problems });
  expect(only).toMatchObject({ kind: 'contractor', waitingOn: 'contractor', action: { parameters: { number: 'CON-2026-00003' } } });
  expect(only!.label).toContain('Insurance expired on February 28, 2026');
});

it('says that a contractor is suspended, not that something is missing', () => {
  const problems: NamedOnRecord['problems'] = [{ credential: 'registration', name: 'Registration (suspended)', expiredOn: null }];
  const [only] = itemsOf({ ...electrician, classesInForce: [], problems });
  expect(only!.label).toMatch(/is not in good standing: Registration \(suspended\)$/);
});

it('takes one contractor in good standing, whoever else is named', () => {
  expect(itemsOf({ ...electrician, number: 'CON-2026-00001', classesInForce: [] }, electrician)).toEqual([]);
});

it('gives a disavowed name no weight', () => {
  expect(itemsOf({ ...electrician, disavowed: true })).toHaveLength(1);
});
