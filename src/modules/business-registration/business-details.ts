import type { BusinessProfileDto, LocationStepRequest, OwnersAndContactsStepRequest } from './steps/steps.dto.js';

/** The business, as its owner describes it. Tax numbers are kept apart, encrypted. */
export type BusinessProfile = BusinessProfileDto;
export type BusinessLocation = LocationStepRequest;
export type BusinessContacts = OwnersAndContactsStepRequest;

/** What a registration is about, complete. */
export interface BusinessDetails {
  business: BusinessProfile;
  location: BusinessLocation;
  contacts: BusinessContacts;
}

export const TAX_NUMBERS = ['fein', 'ibt'] as const;
export type TaxNumber = (typeof TAX_NUMBERS)[number];

/** The name over the door. */
export function tradeName({ dbaName, legalName }: BusinessProfile): string {
  return dbaName || legalName;
}
