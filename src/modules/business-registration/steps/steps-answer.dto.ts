import { IsIn } from 'class-validator';
import { BusinessDetailsDto } from '../business-registrations.dto.js';
import { BUSINESS_STATUSES, type BusinessStatus } from '../business-registration.status.js';
import { LocationStepRequest, OwnersAndContactsStepRequest } from './steps.dto.js';
import { STEP_STATES, STEPS, type Step, type StepState } from './steps.js';

export const STEP_ACTORS = ['applicant', 'city', 'none'] as const;
export type StepActor = (typeof STEP_ACTORS)[number];

export const STEPS_FOR = ['registration', 'renewal'] as const;
export type StepsFor = (typeof STEPS_FOR)[number];

export class MissingFieldDto {
  /** JSON Pointer into the body of the step; in the step `documents`, the code of the document. @example "/fein" */
  pointer: string;

  /** The rule that it breaks. @example "is missing; it must be given for: Limited liability company" */
  detail: string;
}

export class BusinessStepStateDto {
  /** @example owners-and-contacts */
  @IsIn(STEPS)
  step: Step;

  /** @example "Owners and contacts" */
  label: string;

  /** `incomplete`: it was saved, and something that other steps or the city's rules ask of it is missing now. @example incomplete */
  @IsIn(STEP_STATES)
  state: StepState;

  /** Who must act on it. */
  @IsIn(STEP_ACTORS)
  actor: StepActor;

  /** What is missing; of the step `documents` also before it was saved. */
  missing: MissingFieldDto[];
}

export class BusinessDocumentDto {
  /** The `documentType` of `uploadAttachment`. @example floor-plan */
  code: string;

  /** @example "Floor plan with exits and use of each room" */
  name: string;

  /** Whether a usable file of that type is on the record. */
  uploaded: boolean;
}

export class BusinessFeeLineDto {
  /** @example business-registration */
  code: string;

  /** @example "Business registration" */
  description: string;

  /** How the amount comes about. @example "$30.00 flat" */
  basis: string;

  /** In US cents; a waiver is negative. @example 3000 */
  amountCents: number;
}

export class BusinessFeeEstimateDto {
  /** In the order of the bill. */
  lines: BusinessFeeLineDto[];

  /** @example 3000 */
  totalCents: number;
}

/** The steps of a registration: how each stands, and what is in them. */
export class BusinessStepsDto {
  /** @example BUS-2026-00003 */
  number: string;

  /** @example draft */
  @IsIn(BUSINESS_STATUSES)
  status: BusinessStatus;

  /**
   * What the steps are for. In a renewal they hold what was said last year: send what changed to `renewBusinessRegistration`.
   *
   * @example registration
   */
  @IsIn(STEPS_FOR)
  for: StepsFor;

  /** In the order in which people take them. */
  steps: BusinessStepStateDto[];

  /** Every step is complete: it can be submitted. */
  complete: boolean;

  /** What was saved of the step `business`; null before. */
  business: BusinessDetailsDto | null;

  /** What was saved of the step `location`; null before. */
  location: LocationStepRequest | null;

  /** What was saved of the step `owners-and-contacts`; null before. */
  ownersAndContacts: OwnersAndContactsStepRequest | null;

  /** What must be uploaded, as far as the first two steps say. */
  documents: BusinessDocumentDto[];

  /** What it costs today, the same as will be assessed; null before the first step is filled in. */
  fees: BusinessFeeEstimateDto | null;

  /** What the owner confirms in the last step. @example "I have read what is written here, it is true and complete." */
  confirmation: string;

  /** Goes up with every change; part of the `ETag`. */
  version: number;
}
