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

export const PARTS = ['business', 'location', 'ownersAndContacts'] as const;
export type Part = (typeof PARTS)[number];

/** A renewal as its form holds it: only the parts in `changed` are sent. */
export interface RenewalValues {
  changed: Part[];
  business: BusinessValues;
  location: LocationValues;
  ownersAndContacts: PeopleValues;
  confirmed: boolean;
}

export function renewalValues({ business, location, ownersAndContacts }: Steps): RenewalValues {
  return {
    changed: [],
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
