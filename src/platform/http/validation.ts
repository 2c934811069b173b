import { ValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { InvalidInput, type FieldError } from '../errors/domain-error.js';
import { MalformedRequest } from './http.errors.js';
import { overlooked } from './validation-gaps.js';
import { escapePointer, fieldErrors } from './validation-messages.js';

/** Input as its DTO class describes it, and nothing else; what is wrong is told field by field. */
export function validationPipe(): ValidationPipe {
  return new InputPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: true, value: true },
    exceptionFactory: (errors) => new InvalidInput(errors.flatMap((error) => fieldErrors(error))),
  });
}

/** A body whose class depends on the address it was sent to, checked as if the route named that class. */
export async function readBody<T extends object>(type: new () => T, body: unknown): Promise<T> {
  return (await validationPipe().transform(body, { type: 'body', metatype: type })) as T;
}

class InputPipe extends ValidationPipe {
  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (
      metadata.type === 'body' &&
      value !== undefined &&
      this.toValidate(metadata) &&
      (typeof value !== 'object' || Array.isArray(value))
    ) {
      throw new InvalidInput([{ pointer: '', detail: 'must be an object' }]);
    }
    if (metadata.type !== 'custom') {
      const unstorable = unstorableTexts(value, metadata.data === undefined ? '' : `/${metadata.data}`);
      if (unstorable.length > 0 && metadata.type === 'param') {
        throw new MalformedRequest('The address contains a character that cannot be stored, so there can be nothing behind it.');
      }
      if (unstorable.length > 0) throw new InvalidInput(unstorable);
    }
    const input = (await super.transform(metadata.type === 'custom' ? value : trimmed(value), metadata)) as unknown;
    const errors = metadata.type === 'body' ? overlooked(input) : [];
    if (errors.length > 0) throw new InvalidInput(errors);
    return input;
  }
}

/** Deeper than anything the portal asks for; a body nested to exhaust the stack ends here. */
const DEEPEST = 32;

/** What must stay as it was typed. */
const SECRETS = /password/i;

/** Blanks around a text come from copying, not from people; one that has nothing else says nothing. */
function trimmed(value: unknown): unknown {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(trimmed);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, SECRETS.test(name) ? part : trimmed(part)]));
}

/** PostgreSQL stores neither the character NUL nor half a surrogate pair: refused here, with the field, for all modules. */
function unstorableTexts(value: unknown, pointer: string, depth = 0): FieldError[] {
  if (typeof value === 'string') {
    return value.includes('\0') || !value.isWellFormed() ? [{ pointer, detail: 'contains a character that cannot be stored' }] : [];
  }
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  if (depth === DEEPEST) return [{ pointer, detail: 'is nested too deeply' }];
  return Object.entries(value).flatMap(([name, part]) => [
    ...unstorableTexts(name, pointer),
    ...unstorableTexts(part, `${pointer}/${escapePointer(name)}`, depth + 1),
  ]);
}
