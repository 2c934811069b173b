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
    super(`We cannot find a code case ${number}. Compare the number with the notice: it begins with CEC.`);
  }
}

export class ConcernNotFound extends domainError('code-enforcement.concern-not-found', 'not-found', 'There is no such concern') {
  constructor() {
    super('We cannot find a concern with this follow-up code. Compare it with what you were given when you reported it.');
  }
}

export class ConcernClosed extends domainError('code-enforcement.concern-closed', 'conflict', 'The concern is closed') {
  constructor() {
    super('The city has closed this concern, so nothing can be added to it. If it is there again, report it anew.');
  }
}

export class TooManyPhotos extends domainError(
  'code-enforcement.too-many-photos',
  'conflict',
  'The concern has as many files as it can take',
) {
  constructor(most: number) {
    super(`A concern takes ${most} files, and this one has them.`);
  }
}

export class NoticeNotFound extends domainError('code-enforcement.notice-not-found', 'not-found', 'There is no such notice') {
  constructor() {
    super('We cannot find this notice. Compare the number and the code with the paper, letter by letter.');
  }
}

export class NoticeClaimedAlready extends domainError(
  'code-enforcement.notice-claimed-already',
  'conflict',
  'Another account answers this notice',
) {
  constructor() {
    super('Another account has linked itself with this notice. If that is not you, call the city: staff can add your account.');
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
  'The account is a respondent already',
) {
  constructor(number: string) {
    super(`This account is a respondent of ${number} already.`);
  }
}

export class WrongCaseStatus extends domainError('code-enforcement.wrong-status', 'conflict', 'The case has the wrong status for this', {
  currentStatus: 'closed',
}) {
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
    super(
      `${number} can be put right through ${complyBy.toString()}. Cite it the day after, or say with early that it cannot wait, and why.`,
      {
        extensions: { complyBy: complyBy.toString() },
      },
    );
  }
}

export class NoticeWithdrawnAlready extends domainError(
  'code-enforcement.notice-withdrawn-already',
  'conflict',
  'The notice was withdrawn already',
) {
  constructor(noticeNumber: string) {
    super(`${noticeNumber} was withdrawn already.`);
  }
}

export class FinesOutstanding extends domainError('code-enforcement.fines-outstanding', 'conflict', 'Fines are not paid') {
  constructor(number: string, amount: string) {
    super(`${number} has ${amount} of unpaid fines. They are paid or taken back before the case is closed.`);
  }
}

export class OpenCaseAtPlace extends domainError('code-enforcement.open-case-at-place', 'conflict', 'There is an open case at this place', {
  number: 'CEC-2026-00004',
}) {
  constructor(number: string) {
    super(`${number} is open for the same place and category. Go on with that one, or say that this one is to stand apart.`, {
      extensions: { number },
    });
  }
}

export class LastConcern extends domainError('code-enforcement.last-concern', 'conflict', 'It is the only concern of its case') {
  constructor(number: string) {
    super(`${number} has no other concern, so there is nothing to set it apart from.`);
  }
}

export class ReinspectionOpen extends domainError('code-enforcement.reinspection-open', 'conflict', 'A re-inspection is open already') {
  constructor(number: string) {
    super(`A re-inspection of ${number} is open already, to be booked by the respondent or the city.`);
  }
}

export class NoHearing extends domainError('code-enforcement.no-hearing', 'conflict', 'No hearing has been held') {
  constructor(number: string) {
    super(`No hearing of ${number} has taken place by today whose order could be written down.`);
  }
}

export class NoOrder extends domainError('code-enforcement.no-order', 'conflict', 'No order finds anyone liable') {
  constructor(number: string) {
    super(`A fine rests on the order of a hearing: none has found anyone liable on ${number}.`);
  }
}

export class RespondentOnly extends domainError('code-enforcement.respondent-only', 'forbidden', 'Only a respondent may do this') {
  constructor(number: string) {
    super(`Only a respondent of ${number} may do this. Staff write notes on the record instead.`);
  }
}
