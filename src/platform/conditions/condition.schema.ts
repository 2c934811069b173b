/** An answer as the API document shows it. */
const ANSWER = [{ type: 'boolean' }, { type: 'number' }, { type: 'string' }] as const;
const [, NUMBER, TEXT] = ANSWER;

/** Answers to the questions of a form, by the names of its fields. */
export const ANSWERS_SCHEMA = { type: 'object' as const, additionalProperties: { oneOf: [...ANSWER] } };

/** The same where null takes an answer back. */
export const CHANGED_ANSWERS_SCHEMA = { type: 'object' as const, additionalProperties: { oneOf: [...ANSWER, { type: 'null' }] } };

export const CONDITION_REFERENCE = { $ref: '#/components/schemas/Condition' };

/**
 * `Condition` in the API document, by name because it contains itself. Open, because drafts may hold what is no condition yet and
 * say so among their problems.
 */
export const CONDITION_SCHEMA = {
  type: 'object',
  description:
    'A rule over the answers of a form: `field` with one comparison, or `all` of several conditions, or `any` of them. A question that is not answered meets no comparison.',
  additionalProperties: true,
  properties: {
    field: { type: 'string', description: 'Name of a required question of the form.', example: 'heightFt' },
    eq: { oneOf: [...ANSWER], description: 'The answer is this.' },
    gt: { oneOf: [NUMBER, TEXT], description: 'The answer is more than this, or after this day.', example: 7 },
    gte: { oneOf: [NUMBER, TEXT], description: 'The answer is at least this, or on or after this day.' },
    lt: { oneOf: [NUMBER, TEXT], description: 'The answer is less than this, or before this day.' },
    lte: { oneOf: [NUMBER, TEXT], description: 'The answer is at most this, or on or before this day.' },
    all: { type: 'array', items: CONDITION_REFERENCE, description: 'Every one of these holds.' },
    any: { type: 'array', items: CONDITION_REFERENCE, description: 'At least one of these holds.' },
  },
};
