import { domainError } from '../../platform/errors/domain-error.js';
import {
  CASE_STATUS_LABELS,
  CaseMachine,
  CLOSE_REASON_LABELS,
  CLOSED_FROM,
  type CaseStatus,
  type CaseVerb,
  type CloseReason,
} from './case.status.js';

export class CaseNotFound extends domainError('code-enforcement.case-not-found', 'not-found', 'There is no such case') {
  constructor(number: string) {
    super(`We cannot find a code case ${number}. Check the number on the notice: it begins with CEC.`);
  }
}

export class ConcernNotFound extends domainError('code-enforcement.concern-not-found', 'not-found', 'There is no such concern') {
  constructor() {
    super('We cannot find a concern with this follow-up code. Check it against the code you were given when you reported it.');
  }
}

export class ConcernClosed extends domainError('code-enforcement.concern-closed', 'conflict', 'The concern is closed') {
  constructor() {
    super('The city has closed this concern, so nothing can be added to it. If the problem comes back, report it again.');
  }
}

export class TooManyPhotos extends domainError(
  'code-enforcement.too-many-photos',
  'conflict',
  'The concern has reached its limit of files',
) {
  constructor(most: number) {
    super(`A concern can have ${most} files, and this one does.`);
  }
}

export class NoticeNotFound extends domainError('code-enforcement.notice-not-found', 'not-found', 'There is no such notice') {
  constructor() {
    super('We cannot find this notice. Check the number and the code on the notice, letter by letter.');
  }
}

export class NoticeClaimedAlready extends domainError(
  'code-enforcement.notice-claimed-already',
  'conflict',
  'Another account is linked to this notice',
) {
  constructor() {
    super('Another account is already linked to this notice. If it is not yours, call the city: staff can add your account.');
  }
}

export class RespondentNotFound extends domainError('code-enforcement.respondent-not-found', 'not-found', 'There is no such respondent') {
  constructor() {
    super('The case has no such respondent, or no longer.');
  }
}

export class RespondentAlready extends domainError(
  'code-enforcement.respondent-already',
  'conflict',
  'The account is already a respondent',
) {
  constructor(number: string) {
    super(`This account is already a respondent of ${number}.`);
  }
}

export class WrongCaseStatus extends domainError(
  'code-enforcement.wrong-status',
  'conflict',
  'The status of the case does not allow this',
  {
    currentStatus: 'closed',
  },
) {
  constructor(number: string, verb: CaseVerb, status: CaseStatus) {
    super(`${number} cannot ${CaseMachine.verbs[verb].what}: ${CASE_STATUS_LABELS[status].toLowerCase()}.`, {
      extensions: { currentStatus: status },
    });
  }
}

export class CloseReasonDoesNotFit extends domainError(
  'code-enforcement.close-reason-does-not-fit',
  'conflict',
  'The case cannot be closed for this reason',
  { currentStatus: 'open' },
) {
  constructor(number: string, reason: CloseReason, status: CaseStatus) {
    const where = CLOSED_FROM[reason].map((each) => CASE_STATUS_LABELS[each].toLowerCase()).join(', ');
    super(
      `${number} cannot be closed because “${CLOSE_REASON_LABELS[reason].toLowerCase()}”: it is ${CASE_STATUS_LABELS[status].toLowerCase()}, and this reason is for cases that are ${where}.`,
      { extensions: { currentStatus: status } },
    );
  }
}

export class NotInspected extends domainError('code-enforcement.not-inspected', 'conflict', 'No visit has found a violation') {
  constructor(number: string) {
    super(`A notice rests on what an officer has seen: no visit has found a violation on ${number}. Record one first.`);
  }
}

export class ComplianceDateAhead extends domainError(
  'code-enforcement.compliance-date-ahead',
  'conflict',
  'The compliance date has not passed',
  { complyBy: '2026-03-16' },
) {
  constructor(number: string, complyBy: Temporal.PlainDate) {
    super(`${number} has until ${complyBy.toString()} to comply. Cite it the day after, or set early and say why it cannot wait.`, {
      extensions: { complyBy: complyBy.toString() },
    });
  }
}

export class NoticeWithdrawnAlready extends domainError(
  'code-enforcement.notice-withdrawn-already',
  'conflict',
  'The notice has already been withdrawn',
) {
  constructor(noticeNumber: string) {
    super(`${noticeNumber} has already been withdrawn.`);
  }
}

export class FinesOutstanding extends domainError('code-enforcement.fines-outstanding', 'conflict', 'Fines are not paid') {
  constructor(number: string, amount: string) {
    super(`${number} has ${amount} of unpaid fines. They must be paid or voided before the case is closed.`);
  }
}

export class OpenCaseAtPlace extends domainError('code-enforcement.open-case-at-place', 'conflict', 'There is an open case at this place', {
  number: 'CEC-2026-00004',
}) {
  constructor(number: string) {
    super(`${number} is open for the same place and category. Continue with that one, or say that this one is a separate case (apart).`, {
      extensions: { number },
    });
  }
}

export class LastConcern extends domainError('code-enforcement.last-concern', 'conflict', 'It is the only concern in its case') {
  constructor(number: string) {
    super(`${number} has no other concern, so there is nothing to separate it from.`);
  }
}

export class ReinspectionOpen extends domainError('code-enforcement.reinspection-open', 'conflict', 'A re-inspection is already open') {
  constructor(number: string) {
    super(`A re-inspection of ${number} is already open for the respondent or the city to schedule.`);
  }
}

export class NoHearing extends domainError('code-enforcement.no-hearing', 'conflict', 'No hearing has been held') {
  constructor(number: string) {
    super(`${number} has had no hearing whose order could be recorded.`);
  }
}

export class NoOrder extends domainError('code-enforcement.no-order', 'conflict', 'No order finds anyone liable') {
  constructor(number: string) {
    super(`A fine requires the order of a hearing: none has found anyone liable on ${number}.`);
  }
}

export class RespondentOnly extends domainError('code-enforcement.respondent-only', 'forbidden', 'Only a respondent may do this') {
  constructor(number: string) {
    super(`Only a respondent of ${number} may do this. Staff write notes on the record instead.`);
  }
}
