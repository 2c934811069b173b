import { domainError, type FieldError } from '../../platform/errors/domain-error.js';
import { BUSINESS_STATUS_LABELS, BusinessMachine, type BusinessStatus, type BusinessVerb } from './business-registration.status.js';

export class BusinessNotFound extends domainError(
  'business-registration.not-found',
  'not-found',
  'The record is not a business registration',
) {
  constructor(number: string) {
    super(`${number} is not a business registration.`);
  }
}

export class StepUnknown extends domainError(
  'business-registration.step-unknown',
  'not-found',
  'A business registration has no such step',
) {
  constructor(step: string, steps: readonly string[]) {
    super(`There is no step ${step.slice(0, 60)}. The steps are ${steps.join(', ')}.`);
  }
}

export class BusinessWrongStatus extends domainError(
  'business-registration.wrong-status',
  'conflict',
  'The status of the registration does not allow that',
  { currentStatus: 'active', possibleIn: ['renewal-due', 'lapsed'] },
) {
  constructor(number: string, verb: BusinessVerb, status: BusinessStatus) {
    const { what, from: possible } = BusinessMachine.verbs[verb];
    const when = possible.map((each) => BUSINESS_STATUS_LABELS[each].toLowerCase()).join('; ');
    super(
      `${number} cannot ${what}: its status is “${BUSINESS_STATUS_LABELS[status].toLowerCase()}”. It is possible when the status is: ${when}.`,
      {
        extensions: { currentStatus: status, possibleIn: [...possible] },
      },
    );
  }
}

export class RegistrationIncomplete extends domainError(
  'business-registration.incomplete',
  'rule-broken',
  'The registration is not complete',
) {
  /** Pointers begin with the step: `/location`, `/documents/floor-plan`. */
  constructor(number: string, errors: FieldError[]) {
    super(`${number} cannot be submitted yet: ${errors.length === 1 ? 'one item is' : `${errors.length} items are`} missing or wrong.`, {
      errors,
    });
  }
}

export class BusinessCorrectionsOpen extends domainError(
  'business-registration.corrections-open',
  'rule-broken',
  'Some corrections have not been addressed yet',
  {
    reviews: [{ reviewId: '019b3f6a-7c1e-7d52-9f0a-3a1f6f0f5b11', discipline: 'zoning', unanswered: 2 }],
  },
) {
  constructor(number: string, reviews: { reviewId: string; discipline: string; name: string; unanswered: number }[]) {
    const names = reviews.map((review) => review.name).join(', ');
    super(`${number} cannot be submitted again yet: answer the comments from ${names}, upload a revised file, or change a step.`, {
      extensions: { reviews: reviews.map(({ reviewId, discipline, unanswered }) => ({ reviewId, discipline, unanswered })) },
    });
  }
}

export class RenewalUnderWay extends domainError('business-registration.renewal-under-way', 'conflict', 'The renewal is in progress') {
  constructor(number: string, until: Temporal.PlainDate) {
    super(`The renewal of ${number} through ${until.toString()} has been submitted. The registration shows what is still missing.`);
  }
}

export class NoCertificate extends domainError('business-registration.no-certificate', 'conflict', 'There is no certificate yet', {
  currentStatus: 'in-review',
}) {
  constructor(number: string, status: BusinessStatus) {
    super(
      `${number} has no certificate: it is issued once reviews, inspection and fees are done. The status is “${BUSINESS_STATUS_LABELS[status].toLowerCase()}”.`,
      { extensions: { currentStatus: status } },
    );
  }
}

export class NumbersOfAnother extends domainError(
  'business-registration.confidential',
  'forbidden',
  'Tax numbers are shown only to the account that entered them',
) {
  constructor(number: string) {
    super(`The tax numbers of ${number} are shown only to the account that entered them and to the city's permit technicians.`);
  }
}

export class TransferInvalid extends domainError(
  'business-registration.transfer-invalid',
  'rule-broken',
  'This invitation cannot be used',
) {
  constructor() {
    super('The invitation has been used, was withdrawn, has expired, or was not copied completely. Ask the owner for a new one.', {
      errors: [{ pointer: '/token', detail: 'is not valid, or no longer valid' }],
    });
  }
}

export class TransferNotFound extends domainError('business-registration.transfer-not-found', 'not-found', 'No transfer is open') {
  constructor(number: string) {
    super(`No one has been invited to take over ${number}, or the invitation has ended.`);
  }
}
