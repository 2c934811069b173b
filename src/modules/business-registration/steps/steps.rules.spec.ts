import { expect, it } from '@jest/globals';
import type { BusinessActivity, EntityType } from '../catalogue/business-catalogue-file.js';
import { missingForSubmission, progressOfSteps, type StepsContext } from './steps.rules.js';

const LLC: EntityType = { code: 'llc', name: 'Limited liability company', namesPerson: false, asksFein: true, asksStateFile: true };
const RETAIL: BusinessActivity = { code: 'retail', name: 'Retail', naics: '459999', fireReview: false, occupancyInspection: true };
const ADDRESS = { line1: '12 Maple Street', city: 'Fairview', state: 'IL', zip: '60501' };
const CALL = { name: 'Demo Manager', phone: '555-010-1235' };

const COMPLETE: StepsContext = {
  business: {
    legalName: 'Demo Bakery LLC',
    entityType: 'llc',
    stateFileNumber: '12345678',
    activity: 'retail',
    activityDescription: 'Bakes bread',
    nonProfit: false,
    openedOn: '2026-04-01',
  },
  location: { address: ADDRESS, homeBased: false, squareFeet: 1800, employees: 6, fireSuppression: true, hazardousMaterials: false },
  contacts: { owners: [{ ...CALL, address: ADDRESS }], localManager: CALL, emergencyContacts: [CALL] },
  entityType: LLC,
  activity: RETAIL,
  onFile: new Set(['fein'] as const),
  documentsConfirmed: true,
  missingDocuments: [],
  confirmation: { totalCents: 3000, confirmedAt: '2026-03-02T15:00:00Z', outdated: false },
  totalCents: 3000,
};

const pointers = (context: StepsContext) => missingForSubmission(progressOfSteps(context)).map(({ pointer }) => pointer);

it('B-01 lets a registration go when every step is complete', () => {
  expect(pointers(COMPLETE)).toEqual([]);
  expect(progressOfSteps(COMPLETE).map(({ state }) => state)).toEqual(Array.from({ length: 5 }, () => 'complete'));
});

it.each<[string, Partial<StepsContext>, string[]]>([
  ['a step that was never filled in', { location: undefined }, ['/location']],
  ['a FEIN that was taken off', { onFile: new Set() }, ['/business/fein']],
  ['a legal form that the city has dropped', { entityType: undefined }, ['/business/entityType']],
  ['an activity that the city has dropped', { activity: undefined }, ['/business/activity']],
  [
    'materials without a word about them',
    { location: { ...COMPLETE.location!, hazardousMaterials: true } },
    ['/location/hazardousMaterialsDescription'],
  ],
  ['a document that was deleted', { missingDocuments: [{ code: 'floor-plan', name: 'Floor plan' }] }, ['/documents/floor-plan']],
  ['another price than the one that was confirmed', { totalCents: 3500 }, ['/review-and-fees/totalCents']],
  ['a change since the confirmation', { confirmation: { ...COMPLETE.confirmation!, outdated: true } }, ['/review-and-fees/confirmed']],
  ['no confirmation', { confirmation: null }, ['/review-and-fees']],
])('B-01 names %s', (_what, change, missing) => {
  expect(pointers({ ...COMPLETE, ...change })).toEqual(missing);
});

it('B-01 says which documents are to be uploaded before the step is saved', () => {
  const missingDocuments = [
    { code: 'floor-plan', name: 'Floor plan' },
    { code: 'lease', name: 'Lease' },
  ];
  const documents = progressOfSteps({ ...COMPLETE, documentsConfirmed: false, missingDocuments }).find(({ step }) => step === 'documents');
  expect(documents).toEqual({
    step: 'documents',
    state: 'not-started',
    missing: [
      { pointer: '/floor-plan', detail: 'must be uploaded: Floor plan' },
      { pointer: '/lease', detail: 'must be uploaded: Lease' },
    ],
  });
});
