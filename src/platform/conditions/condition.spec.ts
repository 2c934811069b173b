import { describe as group, expect, it } from '@jest/globals';
import { describe, evaluate, fieldsOf, validateCondition, type Answers, type Condition, type ConditionField } from './condition.js';

const fields: ConditionField[] = [
  { name: 'heightFt', label: 'How high is the fence, in feet?', type: 'number' },
  { name: 'inEasement', label: 'Does the fence stand in an easement?', type: 'boolean' },
  { name: 'surface', label: 'What will the driveway be made of?', type: 'choice', options: [{ value: 'asphalt', label: 'Asphalt' }] },
  { name: 'startsOn', label: 'When does it start?', type: 'date' },
  { name: 'material', label: 'What is it made of?', type: 'text' },
];

group('evaluate', () => {
  it.each<[Condition, boolean]>([
    [{ field: 'heightFt', gt: 7 }, false],
    [{ field: 'heightFt', gte: 7 }, true],
    [{ field: 'heightFt', lt: 7.5 }, true],
    [{ field: 'heightFt', lte: 6.9 }, false],
    [{ field: 'inEasement', eq: true }, true],
    [{ field: 'inEasement', eq: false }, false],
    [{ field: 'surface', eq: 'asphalt' }, true],
    [{ field: 'startsOn', gt: '2026-05-31' }, true],
    [
      {
        all: [
          { field: 'heightFt', eq: 7 },
          { field: 'inEasement', eq: true },
        ],
      },
      true,
    ],
    [
      {
        all: [
          { field: 'heightFt', eq: 7 },
          { field: 'inEasement', eq: false },
        ],
      },
      false,
    ],
    [
      {
        any: [
          { field: 'heightFt', eq: 8 },
          { field: 'inEasement', eq: true },
        ],
      },
      true,
    ],
    [{ all: [] }, true],
    [{ any: [] }, false],
  ])('%j → %s', (condition, expected) => {
    expect(evaluate(condition, { heightFt: 7, inEasement: true, surface: 'asphalt', startsOn: '2026-06-01' })).toBe(expected);
  });

  it('does not hold for a question that is not answered, whichever way it asks', () => {
    for (const answers of [{}, { inEasement: null, heightFt: null }] as Answers[]) {
      expect(evaluate({ field: 'inEasement', eq: true }, answers)).toBe(false);
      expect(evaluate({ field: 'inEasement', eq: false }, answers)).toBe(false);
      expect(evaluate({ field: 'heightFt', lt: 100 }, answers)).toBe(false);
    }
  });

  it('never compares different kinds, and never looks past the answers themselves', () => {
    expect(evaluate({ field: 'heightFt', gt: 5 }, { heightFt: '9' })).toBe(false);
    expect(evaluate({ field: 'constructor', gt: '' }, {})).toBe(false);
  });
});

it('lists each question a condition asks about once', () => {
  expect(
    fieldsOf({
      any: [
        { field: 'a', eq: 1 },
        {
          all: [
            { field: 'b', eq: 1 },
            { field: 'a', gt: 2 },
          ],
        },
      ],
    }),
  ).toEqual(['a', 'b']);
});

group('validateCondition', () => {
  it('accepts what the form can answer', () => {
    const condition: Condition = {
      all: [
        { field: 'heightFt', gt: 7 },
        {
          any: [
            { field: 'inEasement', eq: true },
            { field: 'surface', eq: 'asphalt' },
            { field: 'startsOn', lte: '2026-12-31' },
          ],
        },
      ],
    };
    expect(validateCondition(condition, fields)).toEqual([]);
  });

  it.each<[unknown, string, RegExp]>([
    ['heightFt > 7', '/when', /must be a comparison/],
    [[{ field: 'heightFt', gt: 7 }], '/when', /must be a comparison/],
    [{ field: 'heightFt' }, '/when', /exactly one of/],
    [{ field: 'heightFt', gt: 7, lt: 9 }, '/when', /exactly one of/],
    [{ field: 'heightFt', gt: 7, note: 'x' }, '/when', /exactly one of/],
    [{ all: [], any: [] }, '/when', /exactly one of/],
    [{ all: { field: 'heightFt', gt: 7 } }, '/when/all', /list of conditions/],
    [{ any: [{ field: 'lengthFt', gt: 7 }] }, '/when/any/0/field', /lengthFt is not/],
    [{ field: 'heightFt', gt: '7' }, '/when/gt', /must be a number/],
    [{ field: 'inEasement', gt: true }, '/when/gt', /cannot be asked of a boolean/],
    [{ field: 'inEasement', eq: 'yes' }, '/when/eq', /true or false/],
    [{ field: 'surface', eq: 'gravel' }, '/when/eq', /one of asphalt/],
    [{ field: 'startsOn', gte: '2026-02-30' }, '/when/gte', /a date such as/],
    [{ field: 'material', lt: 'wood' }, '/when/lt', /cannot be asked of a text/],
  ])('refuses %j at %s', (condition, pointer, detail) => {
    expect(validateCondition(condition, fields, '/when')).toEqual([{ pointer, detail: expect.stringMatching(detail) }]);
  });

  it('refuses nesting without end', () => {
    const deep = (levels: number): Condition => (levels === 0 ? { field: 'heightFt', gt: 1 } : { all: [deep(levels - 1)] });
    expect(validateCondition(deep(4), fields)).toEqual([]);
    expect(validateCondition(deep(60), fields)[0].detail).toMatch(/more than 5 deep/);
  });
});

it.each<[Condition, string]>([
  [{ field: 'heightFt', gt: 7 }, '“How high is the fence, in feet?” is more than 7'],
  [{ field: 'inEasement', eq: true }, '“Does the fence stand in an easement?” is answered yes'],
  [{ field: 'surface', eq: 'asphalt' }, '“What will the driveway be made of?” is Asphalt'],
  [{ field: 'startsOn', lt: '2026-06-01' }, '“When does it start?” is before 2026-06-01'],
  [{ all: [{ field: 'heightFt', gte: 10_000 }] }, '“How high is the fence, in feet?” is at least 10,000'],
  [
    {
      all: [
        { field: 'inEasement', eq: false },
        {
          any: [
            { field: 'heightFt', lt: 2 },
            { field: 'heightFt', gt: 7 },
          ],
        },
      ],
    },
    '“Does the fence stand in an easement?” is answered no and (“How high is the fence, in feet?” is less than 2 or “How high is the fence, in feet?” is more than 7)',
  ],
  [{ all: [] }, 'always'],
])('says %j in words', (condition, words) => {
  expect(describe(condition, fields)).toBe(words);
});
