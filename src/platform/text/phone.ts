import { buildMessage, ValidateBy } from 'class-validator';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Numbers without a country's code are read as at home. */
const HOME = 'US';
const LONGEST = 40;

/** `(630) 555-0100 ext. 12` → `+16305550100`, for programs that dial; null when nobody can be called by it. */
export function toE164(phone: string): string | null {
  const number = phone.length <= LONGEST ? parsePhoneNumberFromString(phone, { defaultCountry: HOME, extract: false }) : undefined;
  return number?.isPossible() ? number.number : null;
}

/** A telephone number however people write it, with an extension if need be. It is kept as it was given. */
export const IsPhone = () =>
  ValidateBy({
    name: 'isPhone',
    validator: {
      validate: (value) => typeof value === 'string' && toE164(value) !== null,
      defaultMessage: buildMessage(() => 'must be a telephone number such as (630) 555-0100, 630-555-0100 ext. 12 or +1 630 555 0100'),
    },
  });
