import { digitsOf, exampleOf } from '../confidential/tax-numbers.rules.js';
import type { BusinessRegistrationFile } from './business-catalogue-file.js';

export class EntityTypeDto {
  /** @example llc */
  code: string;

  /** @example "Limited liability company" */
  name: string;

  /** Whether the FEIN must be given. */
  asksFein: boolean;

  /** Whether the file number with the Secretary of State must be given. */
  asksStateFile: boolean;
}

export class BusinessActivityDto {
  /** @example retail */
  code: string;

  /** @example "Other retail store" */
  name: string;

  /** @example "459999" */
  naicsCode: string;

  /** Whether the fire prevention bureau looks at it, outside a home. */
  fireReview: boolean;

  /** Whether an inspector visits the place before it opens, outside a home. */
  occupancyInspection: boolean;
}

export class StateTaxNumberDto {
  /** @example "State tax number (IBT)" */
  label: string;

  /** How many digits it has. @example 8 */
  digits: number;

  /** How it is written. @example "1234-5678" */
  example: string;
}

/** The words that a registration is written in. */
export class BusinessCatalogueDto {
  /** Legal forms. */
  entityTypes: EntityTypeDto[];

  /** What businesses do. */
  activities: BusinessActivityDto[];

  /** What the owner confirms in the last step. @example "I have read what is written here, it is true and complete." */
  confirmation: string;

  /** The state's tax number, which step `business` takes as `ibt`; null where there is none. */
  stateTaxNumber: StateTaxNumberDto | null;

  /** How many days before the end of the year its renewal opens. @example 60 */
  renewalOpensDaysBefore: number;
}

export function toCatalogueDto({
  entityTypes,
  activities,
  confirmation,
  stateTaxNumber,
  renewal,
}: BusinessRegistrationFile): BusinessCatalogueDto {
  return {
    entityTypes: entityTypes.map(({ code, name, asksFein, asksStateFile }) => ({ code, name, asksFein, asksStateFile })),
    activities: activities.map(({ code, name, naics, fireReview, occupancyInspection }) => ({
      code,
      name,
      naicsCode: naics,
      fireReview,
      occupancyInspection,
    })),
    confirmation,
    stateTaxNumber: stateTaxNumber
      ? {
          label: stateTaxNumber.label,
          digits: digitsOf(stateTaxNumber),
          example: exampleOf(stateTaxNumber),
        }
      : null,
    renewalOpensDaysBefore: renewal.opensDaysBefore,
  };
}
