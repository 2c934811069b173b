import { getMetadataStorage, IS_OPTIONAL, ValidationTypes } from 'class-validator';
import type { FieldError } from '../errors/domain-error.js';

/** What one field of a DTO takes. */
interface Field {
  name: string;
  /** A DTO itself, or a list of them. */
  part: 'one' | 'list' | undefined;
  /** May be left out, and has no `@ValidateIf` of its own that lets null through. */
  refusesNull: boolean;
}

/**
 * What class-validator lets through. `@IsOptional` skips null as well, which then reaches code that knows only "left out"; and of
 * a list where an object belongs it checks the items, so that an empty one passes for anything.
 */
export function overlooked(value: unknown, pointer = ''): FieldError[] {
  if (Array.isArray(value)) return [{ pointer, detail: 'must be an object' }];
  if (typeof value !== 'object' || value === null) return [];
  return fieldsOf(value).flatMap(({ name, part, refusesNull }) => {
    const held = (value as Record<string, unknown>)[name];
    const at = `${pointer}/${name}`;
    if (held === null && refusesNull) return [{ pointer: at, detail: 'must not be null; leave it out instead' }];
    if (!part) return [];
    return part === 'list' && Array.isArray(held)
      ? held.flatMap((item, index) => overlooked(item, `${at}/${index}`))
      : overlooked(held, at);
  });
}

const fieldsByClass = new Map<unknown, Field[]>();

function fieldsOf(value: object): Field[] {
  const { constructor } = (Object.getPrototypeOf(value) ?? {}) as { constructor?: new () => object };
  if (!constructor) return [];
  const fields = fieldsByClass.get(constructor) ?? readFields(constructor);
  fieldsByClass.set(constructor, fields);
  return fields;
}

function readFields(dto: new () => object): Field[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(dto, '', false, false);
  return [...Map.groupBy(rules, ({ propertyName }) => propertyName)].map(([name, own]) => {
    const nested = own.find(({ type }) => type === ValidationTypes.NESTED_VALIDATION);
    const conditions = own.filter(({ type }) => type === ValidationTypes.CONDITIONAL_VALIDATION);
    return {
      name,
      part: nested && (nested.each ? 'list' : 'one'),
      refusesNull: conditions.length > 0 && conditions.every((condition) => condition.name === IS_OPTIONAL),
    };
  });
}
