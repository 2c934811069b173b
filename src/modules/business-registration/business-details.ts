import type { AddressValue } from '../records/index.js';

/** The business, as its owner describes it. Tax numbers are kept apart, sealed. */
export interface BusinessProfile {
  legalName: string;
  dbaName?: string;
  entityType: string;
  stateFileNumber?: string;
  activity: string;
  naicsCode?: string;
  activityDescription: string;
  nonProfit: boolean;
  openedOn: string;
}

export interface BusinessLocation {
  address: AddressValue;
  homeBased: boolean;
  squareFeet: number;
  employees: number;
  shifts?: number;
  parkingSpaces?: number;
  buildingOwner?: string;
  alarmCompany?: string;
  fireSuppression: boolean;
  hazardousMaterials: boolean;
  hazardousMaterialsDescription?: string;
}

export interface BusinessContact {
  name: string;
  phone: string;
  email?: string;
}

export interface BusinessOwner extends BusinessContact {
  title?: string;
  address: AddressValue;
}

export interface BusinessContacts {
  owners: BusinessOwner[];
  localManager: BusinessContact;
  /** In the order in which they are called. */
  emergencyContacts: BusinessContact[];
}

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
