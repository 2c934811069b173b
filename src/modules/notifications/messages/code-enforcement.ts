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
  tell(ConcernReported, { kind: 'concern-received', topic: 'essential', to: reporter, link: theConcerns }),
  tell(ConcernAnswered, {
    kind: 'concern-answered',
    topic: 'essential',
    to: reporter,
    facts: ({ facts }) => ({ outcome: facts.outcome }),
    link: theConcerns,
  }),
  tell(CaseAssigned, { kind: 'code-case-assigned', topic: 'essential', to: theOfficer, link: theCase }),
  tell(CaseHeardMore, { kind: 'code-case-heard-more', topic: 'progress', to: theOfficer, link: theCase }),
  tell(NoticeIssued, {
    kind: 'notice-of-violation',
    mustArrive: true,
    topic: 'essential',
    // Whoever has no address for mail gets the paper, which is the notice.
    when: async (event, ask) => (await theRespondent(event, ask)).length > 0,
    to: theRespondent,
    facts: ({ facts }) => ({ noticeNumber: facts.noticeNumber, complyBy: facts.complyBy }),
    papers: ({ facts }) => [{ paper: 'issued', paperId: facts.paperId, fileName: `notice-of-violation-${facts.noticeNumber}.pdf` }],
    link: theCase,
  }),
  tell(NoticeWithdrawn, {
    kind: 'notice-withdrawn',
    mustArrive: true,
    topic: 'essential',
    to: theRespondent,
    facts: ({ facts }) => ({ noticeNumber: facts.noticeNumber, reason: facts.reason }),
    link: theCase,
  }),
  tell(RespondentLinked, { kind: 'respondent-linked', topic: 'essential', to: theAccount, link: theCase }),
  tell(CaseResponded, { kind: 'code-case-responded', topic: 'essential', to: theOfficer, link: theCase }),
  tell(ComplianceExtended, {
    kind: 'compliance-extended',
    topic: 'essential',
    to: respondents,
    facts: ({ facts }) => ({ complyBy: facts.complyBy, reason: facts.reason }),
    link: theCase,
  }),
  tell(ComplianceDatePassed, {
    kind: 'compliance-date-passed',
    topic: 'essential',
    to: theOfficer,
    facts: ({ facts }) => ({ complyBy: facts.complyBy }),
    link: theCase,
  }),
  tell(ReinspectionOpened, { kind: 'code-reinspection-opened', topic: 'essential', to: respondents, link: theInspections }),
  tell(CaseReadyForReinspection, {
    kind: 'code-case-ready',
    topic: 'essential',
    to: theOfficer,
    facts: ({ facts }) => ({ permitNumber: facts.permitNumber }),
    link: theCase,
  }),
  tell(CaseComplied, {
    kind: 'code-case-complied',
    topic: 'essential',
    to: respondents,
    facts: ({ facts }) => ({ calledOff: facts.calledOff }),
    link: theCase,
  }),
  tell(CaseCited, {
    kind: 'code-case-cited',
    topic: 'essential',
    mustArrive: true,
    to: respondents,
    facts: ({ facts }) => ({ reason: facts.reason }),
    link: theCase,
  }),
  tell(HearingScheduled, {
    kind: 'hearing-scheduled',
    topic: 'essential',
    mustArrive: true,
    to: respondents,
    facts: ({ facts }) => ({ date: facts.date, start: facts.start, place: facts.place, previousDate: facts.previousDate }),
    link: theCase,
  }),
  tell(HearingReminderDue, {
    kind: 'hearing-reminder',
    topic: 'essential',
    to: respondents,
    facts: ({ facts }) => ({ date: facts.date, start: facts.start, place: facts.place }),
    link: theCase,
  }),
  tell(HearingOrderRecorded, {
    kind: 'hearing-order',
    topic: 'essential',
    to: respondents,
    facts: ({ facts }) => ({ finding: facts.finding, order: facts.order, corrected: facts.corrected }),
    link: theCase,
  }),
  tell(FineAssessed, {
    kind: 'fine-assessed',
    topic: 'essential',
    mustArrive: true,
    to: respondents,
    facts: ({ facts }) => ({ amountCents: facts.amountCents, basis: facts.basis }),
    link: theFees,
  }),
  tell(FinePaid, {
    kind: 'fine-paid',
    topic: 'payments',
    to: theOfficer,
    facts: ({ facts }) => ({ amountCents: facts.amountCents, outstandingCents: facts.outstandingCents }),
    link: theCase,
  }),
  tell(CaseClosed, {
    kind: 'code-case-closed',
    topic: 'essential',
    to: respondents,
    facts: ({ facts }) => ({ reason: facts.reason, calledOff: facts.calledOff }),
    link: theCase,
  }),
  tell(CaseReopened, {
    kind: 'code-case-reopened',
    topic: 'essential',
    to: respondents,
    facts: ({ facts }) => ({ reason: facts.reason }),
    link: theCase,
  }),
];
