import type { Shape } from '../../../api/types';
import {
  asBusiness,
  asLocation,
  asPeople,
  businessValues,
  locationValues,
  peopleValues,
  type BusinessValues,
  type LocationValues,
  type PeopleValues,
} from '../steps/steps.rules';

type Steps = Shape<'BusinessStepsDto'>;

const STEP_OF = { business: 'business', location: 'location', ownersAndContacts: 'owners-and-contacts' } as const;
export type Part = keyof typeof STEP_OF;

/** A renewal as its form holds it: only the parts in `changed` are sent. */
export interface RenewalValues {
  changed: Part[];
  business: BusinessValues;
  location: LocationValues;
  ownersAndContacts: PeopleValues;
  confirmed: boolean;
}

export function renewalValues({ steps, business, location, ownersAndContacts }: Steps): RenewalValues {
  const isOpen = (part: Part) => steps.some(({ step, missing }) => step === STEP_OF[part] && missing.length > 0);
  return {
    // What is missing today, such as the tax numbers of a new owner, is asked for in any case.
    changed: (Object.keys(STEP_OF) as Part[]).filter(isOpen),
    business: businessValues(business),
    location: locationValues(location, { city: '', state: '' }),
    ownersAndContacts: peopleValues(ownersAndContacts),
    confirmed: false,
  };
}

/** What was left out is as it was last year. */
export function asRenewal(
  { changed, business, location, ownersAndContacts }: RenewalValues,
  totalCents: number,
): Shape<'RenewBusinessRequest'> {
  return {
    ...(changed.includes('business') && { business: asBusiness(business) }),
    ...(changed.includes('location') && { location: asLocation(location) }),
    ...(changed.includes('ownersAndContacts') && { ownersAndContacts: asPeople(ownersAndContacts) }),
    confirmed: true,
    totalCents,
  };
}
