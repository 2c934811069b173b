import fc from 'fast-check';
import type { AnswerValue, Answers } from '../../src/platform/conditions/condition.js';
import type { PermitTypes } from '../../src/modules/permits/index.js';

export type PermitTypeVersion = Awaited<ReturnType<PermitTypes['version']>>;

/** Complete and valid answers to a type's form, of every kind an applicant might give. */
export function answersTo(type: Pick<PermitTypeVersion, 'form' | 'ownerMayDoWork'>): fc.Arbitrary<Answers> {
  const record = fc.record(Object.fromEntries(type.form.map((field) => [field.name, answerTo(field)])), {
    requiredKeys: type.form.filter(({ required }) => required).map(({ name }) => name),
  });
  return type.ownerMayDoWork
    ? record
    : record.map((answers) => ({ ...answers, ...('ownerDoesWork' in answers && { ownerDoesWork: false }) }));
}

function answerTo(field: PermitTypeVersion['form'][number]): fc.Arbitrary<AnswerValue> {
  const { minimum = 0, maximum = 1_000_000 } = field;
  switch (field.type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'money':
      return within(minimum, maximum);
    case 'number': {
      const scale = 10 ** (field.decimals ?? 2);
      return within(Math.ceil(minimum * scale), Math.floor(maximum * scale)).map((digits) => digits / scale);
    }
    case 'text':
      return fc.string({ minLength: 1, maxLength: 30 }).map((text) => `x${text}`);
    case 'choice':
      return fc.constantFrom(...field.options!.map(({ value }) => value));
    case 'date':
      return fc.integer({ min: 0, max: 365 }).map((days) => Temporal.PlainDate.from('2026-03-02').add({ days }).toString());
  }
}

/** Ordinary sizes, and everything up to the ends. */
function within(min: number, max: number): fc.Arbitrary<number> {
  return fc.oneof(fc.integer({ min, max: Math.min(max, min + 300) }), fc.integer({ min, max }), fc.constantFrom(min, max));
}
