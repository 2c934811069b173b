import { describe, expect, it } from '@jest/globals';
import { definitionProblems } from './permit-type-definition.rules.js';
import type { PermitTypeDefinition } from './permit-type.js';
import type { Words } from './vocabulary.js';

const words: Words = {
  categories: { yard: { code: 'yard', name: 'Yard', prefix: 'ZAS' }, pool: { code: 'pool', name: 'Pools', prefix: '' } },
  disciplines: { zoning: { code: 'zoning', name: 'Zoning', businessDays: 5 } },
  documentTypes: { plat: { code: 'plat', name: 'Plat' } },
  inspectionTypes: { final: { code: 'final', name: 'Final', discipline: 'zoning', final: true } },
  counterReasons: { plans: { code: 'plans', name: 'Hard copies are required' } },
  contractorClasses: { fence: { code: 'fence', name: 'Fence contractor' } },
};

const pergola: PermitTypeDefinition = {
  name: 'Pergola',
  category: 'yard',
  submission: 'online',
  summary: 'A pergola in the yard.',
  keywords: ['pergola'],
  form: [
    { name: 'areaSqFt', label: 'How large is it, in square feet?', type: 'number', required: true, minimum: 1 },
    { name: 'material', label: 'What is it made of?', type: 'text', required: false },
    { name: 'ownerDoesWork', label: 'Will the owner do the work?', type: 'boolean', required: true },
  ],
  documents: [{ code: 'plat', phase: 'at-submission', required: true, when: { field: 'areaSqFt', gt: 100 } }],
  contractorClasses: [{ code: 'fence' }],
  ownerMayDoWork: true,
  disciplines: [{ code: 'zoning' }],
  inspections: [{ code: 'final', sequence: 1, required: true }],
  instantIssueWhen: { field: 'areaSqFt', lte: 50 },
  validityDays: 180,
  fixedTerm: false,
  largeProjectCents: null,
  guidance: '',
  counter: null,
  sources: [],
  notes: '',
};

const pool: PermitTypeDefinition = {
  ...pergola,
  name: 'Pool',
  category: 'pool',
  submission: 'counter',
  form: [],
  documents: [],
  contractorClasses: [],
  ownerMayDoWork: false,
  disciplines: [],
  inspections: [],
  instantIssueWhen: null,
  counter: {
    reason: 'plans',
    channels: ['mail'],
    hardCopySets: 2,
    disciplines: ['zoning'],
    typicalInspections: [],
    oftenMistakenFor: ['ZAS-FNC-R'],
  },
};

const problems = (definition: PermitTypeDefinition) => definitionProblems(definition, words, new Set(['ZAS-FNC-R']));

it('lets a sound definition pass', () => {
  expect(problems(pergola)).toEqual([]);
  expect(problems(pool)).toEqual([]);
});

describe('an online type is refused', () => {
  it.each<[string, Partial<PermitTypeDefinition>, string, RegExp]>([
    ['without a prefix for its numbers', { category: 'pool' }, '/category', /have a prefix/],
    ['with the counter in it', { counter: pool.counter }, '/counter', /left out/],
    [
      'with an unknown document',
      { documents: [{ code: 'plan', phase: 'at-submission', required: true }] },
      '/documents/0/code',
      /plan is not/,
    ],
    ['with an unknown contractor', { contractorClasses: [{ code: 'pool' }] }, '/contractorClasses/0/code', /pool is not/],
    ['with an unknown review', { disciplines: [{ code: 'zoning' }, { code: 'art' }] }, '/disciplines/1/code', /art is not/],
    ['with an unknown inspection', { inspections: [{ code: 'art', sequence: 1, required: true }] }, '/inspections/0/code', /art is not/],
    ['with one document twice', { documents: [...pergola.documents, ...pergola.documents] }, '/documents/1/code', /must not repeat plat/],
    [
      'with a condition on nothing it asks',
      { disciplines: [{ code: 'zoning', when: { any: [{ field: 'heightFt', gt: 3 }] } }] },
      '/disciplines/0/when/any/0/field',
      /heightFt is not/,
    ],
    [
      'with a condition on an optional question',
      { instantIssueWhen: { field: 'material', eq: 'wood' } },
      '/instantIssueWhen',
      /material is optional/,
    ],
    ['when an owner may stand in and is not asked', { form: pergola.form.slice(0, 2) }, '/form', /required question ownerDoesWork/],
  ])('%s', (_what, change, pointer, detail) => {
    expect(problems({ ...pergola, ...change })).toEqual([{ pointer, detail: expect.stringMatching(detail) }]);
  });

  it.each<[string, Partial<PermitTypeDefinition['form'][number]>, string]>([
    ['a choice without options', { type: 'choice' }, '/form/3/options'],
    ['options of no choice', { type: 'text', options: [{ value: 'a', label: 'A' }] }, '/form/3/options'],
    ['a minimum of a text', { type: 'text', minimum: 1 }, '/form/3/minimum'],
    ['a minimum over the maximum', { type: 'integer', minimum: 2, maximum: 1 }, '/form/3/maximum'],
    ['digits after the point of a whole number', { type: 'integer', decimals: 1 }, '/form/3/decimals'],
    ['a length of a number', { type: 'number', maximumLength: 1 }, '/form/3/maximumLength'],
    ['a name that is taken', { name: 'material', type: 'text' }, '/form/3/name'],
  ])('with %s', (_what, field, pointer) => {
    const form = [...pergola.form, { name: 'extra', label: 'Extra?', required: false, type: 'text' as const, ...field }];
    expect(problems({ ...pergola, form }).map((problem) => problem.pointer)).toEqual([pointer]);
  });
});

describe('a counter type is refused', () => {
  it.each<[string, Partial<PermitTypeDefinition>, string]>([
    ['without its counter', { counter: null }, '/counter'],
    ['with a form', { form: pergola.form }, '/form'],
    ['with an unknown category', { category: 'spa' }, '/category'],
    ['with an unknown reason', { counter: { ...pool.counter!, reason: 'mood' } }, '/counter/reason'],
    ['with an unknown review', { counter: { ...pool.counter!, disciplines: ['art'] } }, '/counter/disciplines/0'],
    ['with an unknown neighbor', { counter: { ...pool.counter!, oftenMistakenFor: ['ZAS-X'] } }, '/counter/oftenMistakenFor/0'],
    ['with instant issue', { instantIssueWhen: { all: [] } }, '/instantIssueWhen'],
  ])('%s', (_what, change, pointer) => {
    expect(problems({ ...pool, ...change }).map((problem) => problem.pointer)).toEqual([pointer]);
  });
});
