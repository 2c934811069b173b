import type { PermitTypeStatus } from './permit-type.status.js';
import type { Condition, ConditionField } from '../../../platform/conditions/condition.js';

export const SUBMISSIONS = ['online', 'counter'] as const;
export type Submission = (typeof SUBMISSIONS)[number];

export const DOCUMENT_PHASES = ['at-submission', 'before-issuance'] as const;
export type DocumentPhase = (typeof DOCUMENT_PHASES)[number];

export const COUNTER_CHANNELS = ['counter', 'mail'] as const;
export type CounterChannel = (typeof COUNTER_CHANNELS)[number];

/** The general question of every type: an owner who does the work stands in for the contractors, where the type allows it. */
export const OWNER_DOES_WORK = 'ownerDoesWork';

/** One question of the form. */
export interface FormField extends ConditionField {
  help?: string;
  required: boolean;
  minimum?: number;
  maximum?: number;
  /** Most digits after the point of a `number`; three at most, so that fees stay exact. */
  decimals?: number;
  /** Most characters of a `text`. */
  maximumLength?: number;
  /** Where the answer comes from when the city has loaded that list; asked of the applicant otherwise. */
  derivedFrom?: 'parcel';
}

export interface DocumentRule {
  code: string;
  phase: DocumentPhase;
  /** False for what helps the review but holds nothing up. */
  required: boolean;
  when?: Condition;
}

export interface ContractorClassRule {
  code: string;
  when?: Condition;
}

export interface DisciplineRule {
  code: string;
  when?: Condition;
}

export interface InspectionRule {
  code: string;
  /** An inspection can be booked when every one of a lower sequence has passed. */
  sequence: number;
  required: boolean;
  when?: Condition;
}

/** How a type that is not taken online is submitted. */
export interface CounterSubmission {
  reason: string;
  channels: CounterChannel[];
  hardCopySets: number;
  disciplines: string[];
  typicalInspections: string[];
  /** Online types that applicants mistake for this one; never a way round the counter. */
  oftenMistakenFor: string[];
}

/** A permit type as the city writes it down; one version of it is frozen when it is published. */
export interface PermitTypeDefinition {
  name: string;
  category: string;
  submission: Submission;
  /** One or two sentences for residents: what it covers. */
  summary: string;
  /** Words by which residents look for it. */
  keywords: string[];
  form: FormField[];
  documents: DocumentRule[];
  contractorClasses: ContractorClassRule[];
  /** Whether an owner who answers `ownerDoesWork` with yes stands in for the contractor classes. */
  ownerMayDoWork: boolean;
  disciplines: DisciplineRule[];
  inspections: InspectionRule[];
  /** Issued without a review when this holds and everything else is met; null for never. */
  instantIssueWhen: Condition | null;
  validityDays: number;
  /** It ends by itself after `validityDays`: neither an inspection nor an extension prolongs it. */
  fixedTerm: boolean;
  /** From which valuation on permit and plans are picked up at the counter (`P-08`); 0 for always, null for the city's own figure. */
  largeProjectCents: number | null;
  /** What an applicant should know before applying. */
  guidance: string;
  counter: CounterSubmission | null;
  sources: string[];
  /** For staff. */
  notes: string;
}

export interface Named {
  code: string;
  name: string;
}

/** A version with everything it refers to: names and review times are those of the day it was published. */
export interface PermitTypeVersion extends Omit<
  PermitTypeDefinition,
  'documents' | 'contractorClasses' | 'disciplines' | 'inspections' | 'counter'
> {
  id: string;
  code: string;
  version: number;
  status: PermitTypeStatus;
  effectiveOn: Temporal.PlainDate | null;
  categoryName: string;
  /** What the record numbers of this type start with (`ZAS`); empty for counter types. */
  prefix: string;
  documents: (DocumentRule & Named)[];
  contractorClasses: (ContractorClassRule & Named)[];
  disciplines: (DisciplineRule & Named & { businessDays: number })[];
  inspections: (InspectionRule & { typeCode: string; typeName: string; discipline: string })[];
  counter: (Omit<CounterSubmission, 'disciplines'> & { reasonName: string; disciplines: Named[] }) | null;
}
