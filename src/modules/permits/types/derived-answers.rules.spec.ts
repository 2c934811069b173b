import { expect, it } from '@jest/globals';
import { derivationProblem, ownAnswers, withDerived } from './derived-answers.rules.js';
import type { FormField } from './permit-type.js';

const field = (name: string, type: FormField['type'], more: Partial<FormField> = {}): FormField => ({
  name,
  label: name,
  type,
  required: true,
  derivedFrom: 'parcel',
  ...more,
});
const options = ['R-1', 'R-2'].map((value) => ({ value, label: value }));
const form = [
  field('historicDistrict', 'boolean'),
  field('zone', 'choice', { options }),
  field('insideCity', 'boolean', { derivedFrom: undefined }),
];
const PARCEL = { number: '1', district: 'east', zone: 'r-2', historic: false, insideCity: true };

it('answers what the list knows, before the applicant', () => {
  expect(withDerived({ form }, { historicDistrict: true, insideCity: false, lengthFt: 3 }, PARCEL)).toEqual({
    answers: { historicDistrict: false, zone: 'R-2', insideCity: false, lengthFt: 3 },
    derivedAnswers: ['historicDistrict', 'zone'],
  });
});

it('leaves to the applicant what the list does not know, or the form does not offer', () => {
  const own = { historicDistrict: true, zone: 'R-1' };
  expect(withDerived({ form }, own, { ...PARCEL, historic: null, zone: 'M-1' })).toEqual({ answers: own, derivedAnswers: [] });
  expect(withDerived({ form }, own, undefined)).toEqual({ answers: own, derivedAnswers: [] });
});

it('tells apart what the applicant has answered', () => {
  expect(ownAnswers(withDerived({ form }, { lengthFt: 3 }, PARCEL))).toEqual({ lengthFt: 3 });
});

it('knows which questions the list can answer', () => {
  expect(derivationProblem(field('historicDistrict', 'boolean'))).toBeNull();
  expect(derivationProblem(field('historicDistrict', 'text'))).toContain('must be a boolean');
  expect(derivationProblem(field('constructor', 'text'))).toContain('historicDistrict, insideCity');
});
