import type { FieldError } from '../../../platform/errors/domain-error.js';
import { formatCents, type Cents } from '../../../platform/money/money.js';
import type { BusinessDetails, BusinessLocation, BusinessProfile, TaxNumber } from '../business-details.js';
import type { BusinessActivity, EntityType } from '../catalogue/business-catalogue-file.js';
import { STEP_LABELS, STEPS, type Step, type StepProgress } from './steps.js';

/** What the owner confirmed in the last step. */
export interface Confirmation {
  totalCents: Cents;
  confirmedAt: string;
  /** Another step has been changed since. */
  outdated: boolean;
}

/** All that the state of the steps depends on. */
export interface StepsContext extends Partial<BusinessDetails> {
  entityType: EntityType | undefined;
  activity: BusinessActivity | undefined;
  /** Tax numbers that are on file. */
  onFile: ReadonlySet<TaxNumber>;
  documentsConfirmed: boolean;
  missingDocuments: readonly { code: string; name: string }[];
  confirmation: Confirmation | null;
  /** What it would cost today; null as long as nobody can say. */
  totalCents: Cents | null;
}

export function progressOfSteps(context: StepsContext): StepProgress[] {
  return STEPS.map((step) => {
    const started = isStarted(step, context);
    // What is to be uploaded is known before the step is confirmed, and takes the longest to come by.
    const missing = started || step === 'documents' ? missingIn(step, context) : [];
    return { step, state: !started ? 'not-started' : missing.length > 0 ? 'incomplete' : 'complete', missing };
  });
}

/** The steps that the owner still has to take, as a list of things to do; what is missing in them is for the owner alone. */
export function stepsToTake(progress: readonly StepProgress[]): { step: Step; label: string }[] {
  return progress
    .filter(({ state }) => state !== 'complete')
    .map(({ step, state }) => ({
      step,
      label: `${state === 'not-started' ? 'Fill in the step' : 'Complete the step'}: ${STEP_LABELS[step]}`,
    }));
}

/** What keeps a registration from being submitted, by step: `/location`, `/business/fein`. */
export function missingForSubmission(progress: readonly StepProgress[]): FieldError[] {
  return progress.flatMap(({ step, state, missing }) =>
    state === 'not-started'
      ? [{ pointer: `/${step}`, detail: 'has not been filled in' }]
      : missing.map(({ pointer, detail }) => ({ pointer: `/${step}${pointer}`, detail })),
  );
}

/** Rules of the first step that one field alone cannot break. */
export function businessProblems(
  business: BusinessProfile,
  entityType: EntityType | undefined,
  activity: BusinessActivity | undefined,
  onFile: ReadonlySet<TaxNumber>,
): FieldError[] {
  const problems: FieldError[] = [];
  if (!entityType) problems.push({ pointer: '/entityType', detail: `is no legal form that the city knows: ${business.entityType}` });
  if (!activity) problems.push({ pointer: '/activity', detail: `is no activity that the city knows: ${business.activity}` });
  if (entityType?.asksStateFile && !business.stateFileNumber) {
    problems.push({ pointer: '/stateFileNumber', detail: `is missing; it must be given for: ${entityType.name}` });
  }
  if (entityType?.asksFein && !onFile.has('fein')) {
    problems.push({ pointer: '/fein', detail: `is missing; it must be given for: ${entityType.name}` });
  }
  return problems;
}

export function locationProblems(location: BusinessLocation): FieldError[] {
  return location.hazardousMaterials && !location.hazardousMaterialsDescription?.trim()
    ? [{ pointer: '/hazardousMaterialsDescription', detail: 'is missing; it must say which materials and how much' }]
    : [];
}

export function documentProblems(missing: readonly { code: string; name: string }[]): FieldError[] {
  return missing.map(({ code, name }) => ({ pointer: `/${code}`, detail: `must be uploaded: ${name}` }));
}

/** The owner must have seen what it costs today. */
export function totalProblems(totalCents: Cents | null, confirmedCents: Cents): FieldError[] {
  if (totalCents === null) return [{ pointer: '/totalCents', detail: 'cannot be confirmed before the first step is filled in' }];
  if (totalCents === confirmedCents) return [];
  return [{ pointer: '/totalCents', detail: `must be what it costs today: ${totalCents} (${formatCents(totalCents)})` }];
}

function isStarted(step: Step, { business, location, contacts, documentsConfirmed, confirmation }: StepsContext): boolean {
  switch (step) {
    case 'business':
      return business !== undefined;
    case 'location':
      return location !== undefined;
    case 'owners-and-contacts':
      return contacts !== undefined;
    case 'documents':
      return documentsConfirmed;
    case 'review-and-fees':
      return confirmation !== null;
  }
}

function missingIn(step: Step, context: StepsContext): FieldError[] {
  switch (step) {
    case 'business':
      return businessProblems(context.business!, context.entityType, context.activity, context.onFile);
    case 'location':
      return locationProblems(context.location!);
    case 'owners-and-contacts':
      return [];
    case 'documents':
      return documentProblems(context.missingDocuments);
    case 'review-and-fees':
      return context.confirmation!.outdated
        ? [{ pointer: '/confirmed', detail: 'must be given again: another step has been changed since' }]
        : totalProblems(context.totalCents, context.confirmation!.totalCents);
  }
}
