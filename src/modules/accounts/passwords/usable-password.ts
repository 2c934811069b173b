import { ValidateBy, type ValidationArguments } from 'class-validator';
import { whyUnusable } from './password.rules.js';

/**
 * A new password of somebody who registers, judged with the other fields, so that all that is wrong is said at once.
 *
 * @param most characters; a longer one is refused as such
 */
export const IsUsablePassword = (most: number) =>
  ValidateBy(
    { name: 'isUsablePassword', validator: { validate: (_value, args) => whyNot(args!, most) === undefined } },
    { message: (args) => whyNot(args, most) ?? '' },
  );

function whyNot({ value, object }: ValidationArguments, most: number): string | undefined {
  if (typeof value !== 'string' || value === '' || [...value].length > most) return undefined;
  const { username, email, firstName, lastName } = object as Record<string, unknown>;
  return whyUnusable(value, {
    hasSecondFactor: false,
    username: textOf(username),
    email: textOf(email),
    names: [textOf(firstName), textOf(lastName)],
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
