import { domainError, type FieldError } from '../../platform/errors/domain-error.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import { PERMIT_STATUS_LABELS, PermitMachine, type PermitStatus, type PermitVerb } from './permit.status.js';

export class PermitNotFound extends domainError('permits.not-found', 'not-found', 'The record is not a permit') {
  constructor(number: string) {
    super(`${number} is not a permit.`);
  }
}

export class PermitWrongStatus extends domainError('permits.wrong-status', 'conflict', 'The status of the permit does not allow this', {
  currentStatus: 'issued',
  possibleIn: ['draft', 'returned'],
}) {
  constructor(number: string, verb: PermitVerb, status: PermitStatus) {
    const { what, from: possible } = PermitMachine.verbs[verb];
    const when = possible.map((each) => PERMIT_STATUS_LABELS[each].toLowerCase()).join(', ');
    super(
      `${number} cannot ${what}: its status is “${PERMIT_STATUS_LABELS[status].toLowerCase()}”. This is possible only in these statuses: ${when}.`,
      {
        extensions: { currentStatus: status, possibleIn: [...possible] },
      },
    );
  }
}

export class ApplicationIncomplete extends domainError('permits.incomplete', 'rule-broken', 'The application is not complete') {
  constructor(number: string, errors: FieldError[]) {
    super(`${number} cannot be submitted yet: ${errors.length === 1 ? 'one item is' : `${errors.length} items are`} missing or wrong.`, {
      errors,
    });
  }
}

export class CorrectionsOpen extends domainError('permits.corrections-open', 'rule-broken', 'Some corrections have not been answered yet', {
  reviews: [{ reviewId: '019b3f6a-7c1e-7d52-9f0a-3a1f6f0f5b11', discipline: 'zoning', unanswered: 2 }],
}) {
  constructor(number: string, reviews: { reviewId: string; discipline: string; name: string; unanswered: number }[]) {
    const names = reviews.map((review) => review.name).join(', ');
    super(`${number} cannot be resubmitted yet: answer the comments of ${names}, upload a revised file, or change the application.`, {
      extensions: { reviews: reviews.map(({ reviewId, discipline, unanswered }) => ({ reviewId, discipline, unanswered })) },
    });
  }
}

export class WaiverGranted extends domainError('permits.waiver-granted', 'conflict', 'The waiver has already been granted') {
  constructor(number: string, code: string) {
    super(`The waiver “${code}” has already been granted to ${number}; its fees show it.`);
  }
}

export class PermitNotIssued extends domainError('permits.not-issued', 'conflict', 'The permit has not been issued', {
  currentStatus: 'in-review',
}) {
  constructor(number: string, status: PermitStatus) {
    super(
      `${number} has not been issued: its status is “${PERMIT_STATUS_LABELS[status].toLowerCase()}”. Its requirements list what is still needed.`,
      {
        extensions: { currentStatus: status },
      },
    );
  }
}

export class PermitNotCompleted extends domainError('permits.not-completed', 'conflict', 'The permit has no certificate of completion', {
  currentStatus: 'issued',
}) {
  constructor(number: string, status: PermitStatus) {
    super(
      `${number} has no certificate of completion: only permits whose last inspection has passed get one. Its status is “${PERMIT_STATUS_LABELS[status].toLowerCase()}”.`,
      { extensions: { currentStatus: status } },
    );
  }
}

export class ContractorNotNamed extends domainError('permits.not-named', 'forbidden', 'You are not named as a contractor on this permit') {
  constructor(number: string) {
    super(`Your account does not act for any contractor named on ${number}.`);
  }
}

export class PermitExtendedAlready extends domainError('permits.already-extended', 'conflict', 'The permit has already been extended', {
  currentStatus: 'issued',
  expiresOn: '2027-03-11',
}) {
  constructor(number: string, status: PermitStatus, expiresOn: Temporal.PlainDate) {
    super(
      `${number} has already been extended once and is valid through ${formatLongDate(expiresOn)}. Passing an inspection keeps it valid longer.`,
      {
        extensions: { currentStatus: status, expiresOn: expiresOn.toString() },
      },
    );
  }
}

export class PermitHasFixedTerm extends domainError('permits.fixed-term', 'rule-broken', 'A permit of this type cannot be extended') {
  constructor(number: string, typeName: string, expiresOn: Temporal.PlainDate) {
    super(`${number} ends on ${expiresOn.toString()}: ${typeName} has a fixed term. To go on after that, apply for a new permit.`);
  }
}

export class NothingToPickUp extends domainError('permits.nothing-to-pick-up', 'conflict', 'There is nothing to pick up for this permit', {
  currentStatus: 'issued',
}) {
  constructor(number: string, status: PermitStatus, why: 'not-large' | 'picked-up') {
    super(
      why === 'not-large'
        ? `${number} is not a large project: its permit was sent by e-mail, and there is nothing to pick up.`
        : `The permit and plans of ${number} have already been picked up.`,
      { extensions: { currentStatus: status } },
    );
  }
}
