import { describe, expect, it } from '@jest/globals';
import type { AnswerValue, Answers } from '../../../platform/conditions/condition.js';
import { validateAnswers } from './answers.rules.js';
import type { FormField } from './permit-type.js';

const form: FormField[] = [
  { name: 'lengthFt', label: 'How long is the fence, in feet?', type: 'number', required: true, minimum: 1, maximum: 1_000, decimals: 1 },
  { name: 'gates', label: 'How many gates?', type: 'integer', required: true, maximum: 9 },
  { name: 'inEasement', label: 'Is any of it in an easement?', type: 'boolean', required: true },
  { name: 'ownerDoesWork', label: 'Will the owner do the work?', type: 'boolean', required: false },
  { name: 'startsOn', label: 'From which day?', type: 'date', required: false },
  { name: 'grantCents', label: 'How much is paid by a grant?', type: 'money', required: false },
  { name: 'material', label: 'What is it made of?', type: 'text', required: false, maximumLength: 10 },
  {
    name: 'surface',
    label: 'What stands below it?',
    type: 'choice',
    required: false,
    options: [
      { value: 'lawn', label: 'Lawn' },
      { value: 'stone', label: 'Stone' },
    ],
  },
];
const type = { name: 'Fence Residential', form, ownerMayDoWork: true, contractorClasses: [{ code: 'fence', name: 'Fence contractor' }] };
const complete: Answers = { lengthFt: 120.5, gates: 0, inEasement: false };
const check = (answers: Answers, options = { complete: false }) => validateAnswers(type, answers, options);

it('lets a complete application pass', () => {
  expect(
    check(
      { ...complete, ownerDoesWork: true, startsOn: '2026-06-01', grantCents: 0, material: 'cedar', surface: 'lawn' },
      { complete: true },
    ),
  ).toEqual([]);
});

it('names every open question when the application is submitted, and none while it is a draft', () => {
  const open: Answers = { gates: null, material: '' };
  expect(check(open)).toEqual([]);
  expect(check(open, { complete: true })).toEqual([
    { pointer: '/answers/lengthFt', detail: 'needs an answer: How long is the fence, in feet?' },
    { pointer: '/answers/gates', detail: 'needs an answer: How many gates?' },
    { pointer: '/answers/inEasement', detail: 'needs an answer: Is any of it in an easement?' },
  ]);
});

it.each<[string, AnswerValue, RegExp]>([
  ['lengthFt', '120', /must be a number/],
  ['lengthFt', 0.9, /must be 1 or more/],
  ['lengthFt', 1_000.1, /must be 1,000 or less/],
  ['lengthFt', 12.25, /at most 1 digits after the point/],
  ['lengthFt', 1e-7, /at most 1 digits after the point/],
  ['lengthFt', Number.NaN, /must be a number/],
  ['gates', 1.5, /must be a whole number/],
  ['gates', -1, /must be 0 or more/],
  ['gates', 10, /must be 9 or less/],
  ['gates', true, /must be a whole number/],
  ['inEasement', 'no', /must be true or false/],
  ['startsOn', '2026-02-30', /a date such as/],
  ['startsOn', '6/1/2026', /a date such as/],
  ['grantCents', 10.5, /whole number of cents/],
  ['grantCents', 2_000_000_000, /1,000,000,000 or less/],
  ['material', 'cedar and iron', /at most 10 characters/],
  ['material', 7, /must be a text/],
  ['surface', 'Lawn', /must be one of lawn, stone/],
])('%s = %j is refused', (name, value, detail) => {
  expect(check({ [name]: value })).toEqual([{ pointer: `/answers/${name}`, detail: expect.stringMatching(detail) }]);
});

it('refuses lists and objects, and questions that the form does not ask', () => {
  expect(check({ gates: [1] as unknown as number })).toHaveLength(1);
  expect(check({ material: { value: 'cedar' } as unknown as string })).toHaveLength(1);
  expect(check({ 'a/b': 1, constructor: 1 })).toEqual([
    { pointer: '/answers/a~1b', detail: 'is not a question of Fence Residential' },
    { pointer: '/answers/constructor', detail: 'is not a question of Fence Residential' },
  ]);
});

describe('an owner who does the work', () => {
  it('is refused with the reason where a contractor has to', () => {
    const contractorsOnly = { ...type, ownerMayDoWork: false };
    expect(validateAnswers(contractorsOnly, { ownerDoesWork: true }, { complete: false })).toEqual([
      {
        pointer: '/answers/ownerDoesWork',
        detail: expect.stringMatching(/registered contractor \(fence contractor\); an owner cannot stand in/),
      },
    ]);
    expect(validateAnswers(contractorsOnly, { ownerDoesWork: false }, { complete: false })).toEqual([]);
  });
});
