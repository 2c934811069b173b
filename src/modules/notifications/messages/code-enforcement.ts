import {
  CaseAssigned,
  CaseCited,
  CaseClosed,
  CaseComplied,
  CaseHeardMore,
  CaseReadyForReinspection,
  CaseReopened,
  CaseResponded,
  ComplianceDatePassed,
  ComplianceExtended,
  ConcernAnswered,
  ConcernReported,
  FineAssessed,
  FinePaid,
  HearingOrderRecorded,
  HearingReminderDue,
  HearingScheduled,
  NoticeIssued,
  NoticeWithdrawn,
  ReinspectionOpened,
  RespondentLinked,
  type CaseContact,
  CodeEnforcementService,
} from '../../code-enforcement/index.js';
import { type Message, type Recipient, tell } from '../message.js';
import { portalPaths } from '../portal-paths.js';
import { theAccount, theInspections } from './recipients.js';
import type { Ask } from '../ask.js';
import { only } from './shared-facts.js';

const theCase = ({ facts }: { facts: { number: string } }) => portalPaths.codeCase(facts.number);
const theFees = ({ facts }: { facts: { number: string } }) => portalPaths.fees(facts.number);
const theConcerns = () => portalPaths.concerns;

/** By their account, or by mail when they have none. */
function reached(contacts: CaseContact[]): Recipient[] {
  return contacts.flatMap(({ accountId, email, name }) => accountId ?? (email ? { email, name: name ?? undefined } : []));
}

const respondents = async ({ facts }: { facts: { recordId: string } }, ask: Ask) =>
  reached(await ask.of(CodeEnforcementService).respondents(facts.recordId));
const theRespondent = async ({ facts }: { facts: { recordId: string; respondentId: string } }, ask: Ask) =>
  reached(await ask.of(CodeEnforcementService).respondents(facts.recordId, facts.respondentId));
const theOfficer = ({ facts }: { facts: { officerId: string | null } }, ask: Ask) =>
  ask.of(CodeEnforcementService).officers(facts.officerId);
const reporter = async ({ facts }: { facts: { concernId: string } }, ask: Ask) => {
  const contact = await ask.of(CodeEnforcementService).reporter(facts.concernId);
  return contact ? reached([contact]) : [];
};

export const codeEnforcementMessages: Message[] = [
  // Who raised a concern hears that it came in and that it is over; nothing of what is between, and of nobody.
  tell(ConcernReported, { kind: 'concern-received', to: reporter, link: theConcerns }),
  tell(ConcernAnswered, { kind: 'concern-answered', to: reporter, facts: only('outcome'), link: theConcerns }),
  tell(CaseAssigned, { kind: 'code-case-assigned', to: theOfficer, link: theCase }),
  tell(CaseHeardMore, { kind: 'code-case-heard-more', topic: 'progress', to: theOfficer, link: theCase }),
  tell(NoticeIssued, {
    kind: 'notice-of-violation',
    mustArrive: true,
    // Whoever has no address for mail gets the paper, which is the notice.
    when: async (event, ask) => (await theRespondent(event, ask)).length > 0,
    to: theRespondent,
    facts: only('noticeNumber', 'complyBy'),
    papers: ({ facts }) => [{ paper: 'issued', paperId: facts.paperId, fileName: `notice-of-violation-${facts.noticeNumber}.pdf` }],
    link: theCase,
  }),
  tell(NoticeWithdrawn, {
    kind: 'notice-withdrawn',
    mustArrive: true,
    to: theRespondent,
    facts: only('noticeNumber', 'reason'),
    link: theCase,
  }),
  tell(RespondentLinked, { kind: 'respondent-linked', to: theAccount, link: theCase }),
  tell(CaseResponded, { kind: 'code-case-responded', to: theOfficer, link: theCase }),
  tell(ComplianceExtended, { kind: 'compliance-extended', to: respondents, facts: only('complyBy', 'reason'), link: theCase }),
  tell(ComplianceDatePassed, { kind: 'compliance-date-passed', to: theOfficer, facts: only('complyBy'), link: theCase }),
  tell(ReinspectionOpened, { kind: 'code-reinspection-opened', to: respondents, link: theInspections }),
  tell(CaseReadyForReinspection, { kind: 'code-case-ready', to: theOfficer, facts: only('permitNumber'), link: theCase }),
  tell(CaseComplied, { kind: 'code-case-complied', to: respondents, facts: only('calledOff'), link: theCase }),
  tell(CaseCited, { kind: 'code-case-cited', mustArrive: true, to: respondents, facts: only('reason'), link: theCase }),
  tell(HearingScheduled, {
    kind: 'hearing-scheduled',
    mustArrive: true,
    to: respondents,
    facts: only('date', 'start', 'place', 'previousDate'),
    link: theCase,
  }),
  tell(HearingReminderDue, { kind: 'hearing-reminder', to: respondents, facts: only('date', 'start', 'place'), link: theCase }),
  tell(HearingOrderRecorded, { kind: 'hearing-order', to: respondents, facts: only('finding', 'order', 'corrected'), link: theCase }),
  tell(FineAssessed, { kind: 'fine-assessed', mustArrive: true, to: respondents, facts: only('amountCents', 'basis'), link: theFees }),
  tell(FinePaid, { kind: 'fine-paid', topic: 'payments', to: theOfficer, facts: only('amountCents', 'outstandingCents'), link: theCase }),
  tell(CaseClosed, { kind: 'code-case-closed', to: respondents, facts: only('reason', 'calledOff'), link: theCase }),
  tell(CaseReopened, { kind: 'code-case-reopened', to: respondents, facts: only('reason'), link: theCase }),
];
