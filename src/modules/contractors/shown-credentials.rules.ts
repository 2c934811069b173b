import type { FieldError } from '../../platform/errors/domain-error.js';
import type { ContractorClass } from './contractor-classes.js';
import type { NewCredential } from './contractor-credentials.js';
import { amountProblem, futureDate, licenseNumberProblem, missingCredentials, unknownClasses } from './credential-input.rules.js';
import type { CredentialKind } from './contractor.status.js';
import type { ContractorDetailsRequest } from './contractor-requests.dto.js';

const FIELD_OF: Record<CredentialKind, string> = {
  'state-license': '/stateLicense',
  insurance: '/insuranceExpiresOn',
  bond: '/bondExpiresOn',
  'workers-compensation': '/workersCompensationExpiresOn',
};

/** The credentials that a business shows with its registration, in force from today; what is wrong with them is added to `problems`. */
export function shownCredentials(
  request: ContractorDetailsRequest,
  find: (code: string) => ContractorClass | undefined,
  today: Temporal.PlainDate,
  problems: FieldError[],
): NewCredential[] {
  problems.push(...unknownClasses(request.classes, find));
  const classes = request.classes.flatMap((code) => find(code) ?? []);
  const credentials: NewCredential[] = [];
  const show = (kind: CredentialKind, expiresOn: string, pointer: string, more: Partial<NewCredential> = {}) =>
    credentials.push({
      kind,
      classCode: null,
      number: null,
      amountCents: null,
      ...more,
      effectiveOn: today,
      expiresOn: futureDate(expiresOn, pointer, today, problems),
    });

  const { insuranceAmountCents, bondAmountCents } = request;
  show('insurance', request.insuranceExpiresOn, '/insuranceExpiresOn', {
    number: request.insuranceNumber ?? null,
    amountCents: insuranceAmountCents ?? null,
  });
  problems.push(...amountProblem('insurance', insuranceAmountCents, classes, '/insuranceAmountCents'));
  if (request.bondExpiresOn) {
    show('bond', request.bondExpiresOn, '/bondExpiresOn', { amountCents: bondAmountCents ?? null });
    problems.push(...amountProblem('bond', bondAmountCents, classes, '/bondAmountCents'));
  }
  if (request.workersCompensationExpiresOn) {
    show('workers-compensation', request.workersCompensationExpiresOn, '/workersCompensationExpiresOn');
  }
  const licensed = classes.filter(({ requires }) => requires.includes('state-license'));
  if (request.stateLicense) {
    const { number, expiresOn: until, class: named } = request.stateLicense;
    if (named && !request.classes.includes(named)) {
      problems.push({ pointer: '/stateLicense/class', detail: `is not among the classes: ${named}` });
    }
    if (!named && licensed.length > 1) {
      problems.push({ pointer: '/stateLicense/class', detail: 'must say which class the license is for' });
    }
    const holder = find(named ?? licensed[0]?.code ?? request.classes[0]);
    if (holder) {
      problems.push(...licenseNumberProblem(number, holder, '/stateLicense/number'));
      show('state-license', until, '/stateLicense/expiresOn', { classCode: holder.code, number });
    }
  }
  problems.push(
    ...missingCredentials(
      classes,
      (kind, classCode) => credentials.some((each) => each.kind === kind && each.classCode === classCode),
      // The request has room for one license; further classes are added once theirs is on file.
      (kind, classCode) =>
        kind === 'state-license' && request.stateLicense ? `/classes/${request.classes.indexOf(classCode!)}` : FIELD_OF[kind],
    ),
  );
  return credentials;
}
