import type { FieldError } from '../../../platform/errors/domain-error.js';
import {
  BusinessStepRequest,
  DocumentsStepRequest,
  LocationStepRequest,
  OwnersAndContactsStepRequest,
  ReviewAndFeesStepRequest,
} from './steps.dto.js';

/** In the order in which people take them; any order will do. */
export const STEPS = ['business', 'location', 'owners-and-contacts', 'documents', 'review-and-fees'] as const;
export type Step = (typeof STEPS)[number];

export const STEP_LABELS: Record<Step, string> = {
  business: 'The business',
  location: 'Location',
  'owners-and-contacts': 'Owners and contacts',
  documents: 'Documents',
  'review-and-fees': 'Review and fees',
};

/** `incomplete`: saved, and something of it is missing or no longer right. */
export const STEP_STATES = ['not-started', 'incomplete', 'complete'] as const;
export type StepState = (typeof STEP_STATES)[number];

/** What each step takes. */
export const STEP_BODIES = {
  business: BusinessStepRequest,
  location: LocationStepRequest,
  'owners-and-contacts': OwnersAndContactsStepRequest,
  documents: DocumentsStepRequest,
  'review-and-fees': ReviewAndFeesStepRequest,
} as const;

/** A step with its body. */
export type FilledStep = { [S in Step]: { step: S; body: InstanceType<(typeof STEP_BODIES)[S]> } }[Step];

export interface StepProgress {
  step: Step;
  state: StepState;
  /** Pointers into the body of the step. */
  missing: FieldError[];
}
