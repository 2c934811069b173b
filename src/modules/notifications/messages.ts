import {
  AccountEmailChanged,
  AccountRegistered,
  EmailVerificationRequested,
  FirstPasswordRequested,
  PasswordChanged,
  PasswordResetRequested,
  SecondFactorChanged,
  SessionFamilyRevoked,
  UsernameReminderRequested,
} from '../accounts/index.js';
import { ContractorRegistered, ContractorStandingChanged } from '../contractors/index.js';
import {
  AppointmentCancelled,
  AppointmentChangedByCity,
  AppointmentLost,
  AppointmentReminderDue,
  ArrivalWindowSet,
  InspectionFailed,
  InspectionPassed,
  InspectionScheduled,
  type InspectionOutcome,
} from '../inspections/index.js';
import { CheckoutExpired, FeesAssessed, FeesPaid, FeesVoided, PaymentReceived, PaymentRefunded } from '../payments/index.js';
import {
  ContractorDisavowed,
  ContractorNamed,
  CorrectionsRequired,
  PermitApproved,
  PermitDenied,
  PermitExpired,
  PermitExpiringSoon,
  PermitExtended,
  PermitFinaled,
  PermitIssued,
  PermitPickedUp,
  PermitReadyForPickup,
  PermitReclassified,
  PermitResubmitted,
  PermitReturned,
  PermitRevoked,
  PermitSubmitted,
  PermitWithdrawn,
  RequirementsChanged,
} from '../permits/index.js';
import { AttachmentFoundInfected, RecordLinked, RecordUnlinked, type RecordSummary } from '../records/index.js';
import { ReviewDecided, type ReviewDecision } from '../reviews/index.js';
import { tell, type Message } from './message.js';
import { messageWords } from './message-helpers.js';
import type { MessageSources } from './message-sources.js';
import type { MessageFacts } from './message-templates.js';
import { portalPaths } from './portal-paths.js';

/** Who is told. */
const theAccount = ({ facts }: { facts: { accountId: string } }) => [facts.accountId];
const thePayer = ({ facts }: { facts: { accountId?: string } }) => (facts.accountId ? [facts.accountId] : []);
const parties = (event: { facts: { recordId: string } }, ask: MessageSources) => ask.parties(event);
const owners = (event: { facts: { recordId: string } }, ask: MessageSources) => ask.owners(event);

const theInspector = ({ facts }: { facts: { inspectorAccountId: string } }) => [facts.inspectorAccountId];

/** Where it leads. */
const theInspections = ({ facts }: { facts: { number: string } }) => portalPaths.inspections(facts.number);
const thePermit = ({ facts }: { facts: { number: string } }) => portalPaths.permit(facts.number);
const theRecord = ({ facts }: { facts: { number: string } }) => portalPaths.record(facts.number);
const theRecordsFees = (_event: unknown, record: RecordSummary | null) => portalPaths.fees(record!.number);

const DECISIONS: Record<ReviewDecision, string> = {
  approved: 'Approved',
  'approved-with-conditions': 'Approved with conditions',
  'corrections-required': 'Corrections required',
  'not-applicable': 'Not applicable',
};

const OUTCOMES: Record<InspectionOutcome, string> = {
  approved: 'Approved',
  partial: 'Partly approved',
  'corrections-required': 'Corrections required',
  'no-access': 'No access',
  'not-ready': 'The work was not ready',
};

/** What letters say of a visit: its facts, the same as a table, and where it can be changed. */
function theVisit({ facts }: { facts: VisitFacts }, ask: MessageSources): MessageFacts {
  return { ...facts, rows: visitRows(facts), inspectionsUrl: ask.url(portalPaths.inspections(facts.number)) };
}

type VisitFacts = AppointmentLost['facts'] | AppointmentReminderDue['facts'];

function visitRows({ typeName, date, start, end, inspectorName }: VisitFacts): [string, string][] {
  const [from, to] = [start, end].map(messageWords.time);
  return [
    ['Inspection', typeName],
    ['Date', messageWords.weekday(date)],
    ['Time', `${from} to ${to}`],
    ['Inspector', inspectorName],
  ];
}

const accountMessages: Message[] = [
  tell(AccountRegistered, {
    kind: 'verify-email',
    topic: 'account',
    to: theAccount,
    secret: ({ facts }) => ({ purpose: 'email-verification', id: facts.verificationId }),
    link: () => portalPaths.account,
  }),
  tell(EmailVerificationRequested, {
    kind: 'verify-email-again',
    topic: 'account',
    to: theAccount,
    secret: ({ facts }) => ({ purpose: 'email-verification', id: facts.verificationId }),
    link: () => portalPaths.account,
  }),
  tell(FirstPasswordRequested, {
    kind: 'first-password',
    topic: 'account',
    to: theAccount,
    facts: async ({ facts }, ask) => ({ login: await ask.loginOf(facts.accountId) }),
    secret: ({ facts }) => ({ purpose: 'first-password', id: facts.accountId }),
    link: () => portalPaths.account,
  }),
  tell(PasswordResetRequested, {
    kind: 'password-reset',
    topic: 'account',
    to: theAccount,
    secret: ({ facts }) => ({ purpose: 'password-reset', id: facts.resetId }),
    link: () => portalPaths.account,
  }),
  tell(UsernameReminderRequested, {
    kind: 'username-reminder',
    topic: 'account',
    to: theAccount,
    facts: async ({ facts }, ask) => ({ username: await ask.loginOf(facts.accountId), signInUrl: ask.url(portalPaths.signIn) }),
    link: () => portalPaths.signIn,
  }),
  tell(PasswordChanged, {
    kind: 'password-changed',
    topic: 'account',
    to: theAccount,
    facts: (_event, ask) => ({ resetUrl: ask.url(portalPaths.forgotPassword) }),
    link: () => portalPaths.account,
  }),
  tell(AccountEmailChanged, {
    kind: 'email-changed',
    topic: 'account',
    to: theAccount,
    facts: async ({ facts }, ask) => ({ ...(await ask.accounts.emailChange(facts.changeId)) }),
    link: () => portalPaths.account,
  }),
  tell(AccountEmailChanged, {
    kind: 'email-changed-old-address',
    topic: 'account',
    to: theAccount,
    address: async ({ facts }, ask) => (await ask.accounts.emailChange(facts.changeId))?.oldEmail ?? null,
    facts: async ({ facts }, ask) => ({ ...(await ask.accounts.emailChange(facts.changeId)) }),
    link: () => portalPaths.account,
  }),
  tell(SecondFactorChanged, {
    kind: 'second-factor',
    topic: 'account',
    to: theAccount,
    facts: ({ facts }, ask) => ({ active: facts.active, resetUrl: ask.url(portalPaths.forgotPassword) }),
    link: () => portalPaths.account,
  }),
  tell(SessionFamilyRevoked, {
    kind: 'sessions-ended',
    topic: 'account',
    to: theAccount,
    facts: (_event, ask) => ({ resetUrl: ask.url(portalPaths.forgotPassword) }),
    link: () => portalPaths.account,
  }),
];

const recordMessages: Message[] = [
  tell(RecordLinked, {
    kind: 'record-linked',
    topic: 'essential',
    to: async (event, ask) => (await ask.owners(event)).filter((owner) => owner !== event.facts.accountId),
    facts: async ({ facts }, ask) => ({
      who: await ask.nameOf(facts.accountId),
      linksUrl: ask.url(portalPaths.links(facts.number)),
    }),
    link: ({ facts }) => portalPaths.links(facts.number),
  }),
  tell(RecordUnlinked, {
    kind: 'record-unlinked',
    topic: 'essential',
    // Whoever lost the record to another owner is told so by the module that knows why.
    when: ({ actorId, facts }) => actorId !== facts.accountId && !facts.because,
    to: theAccount,
    link: ({ facts }) => portalPaths.record(facts.number),
  }),
  tell(AttachmentFoundInfected, {
    kind: 'attachment-infected',
    topic: 'essential',
    to: theAccount,
    facts: ({ facts }, ask) => ({ documentType: facts.documentType, attachmentsUrl: ask.url(portalPaths.attachments(facts.number)) }),
    link: ({ facts }) => portalPaths.attachments(facts.number),
  }),
];

const permitMessages: Message[] = [
  tell(PermitSubmitted, {
    kind: 'permit-submitted',
    topic: 'progress',
    to: parties,
    facts: async (event, ask) => ({
      reviews: await ask.reviewsOpen(event),
      ...(await ask.dueNow(event)),
      feesUrl: ask.url(portalPaths.fees(event.facts.number)),
    }),
    link: thePermit,
  }),
  tell(PermitReturned, {
    kind: 'permit-returned',
    topic: 'essential',
    to: parties,
    facts: async (event, ask) => ({ reason: event.facts.reason, suggestedType: await ask.suggestedType(event) }),
    link: thePermit,
  }),
  tell(PermitReclassified, {
    kind: 'permit-reclassified',
    topic: 'essential',
    to: parties,
    facts: ({ facts }) => ({ reason: facts.reason }),
    link: thePermit,
  }),
  tell(CorrectionsRequired, {
    kind: 'corrections-required',
    topic: 'essential',
    to: parties,
    facts: async (event, ask) => ({
      disciplines: await ask.reviewsAsking(event),
      reviewsUrl: ask.url(portalPaths.reviews(event.facts.number)),
    }),
    link: ({ facts }) => portalPaths.reviews(facts.number),
  }),
  tell(PermitResubmitted, {
    kind: 'permit-resubmitted',
    topic: 'progress',
    to: parties,
    facts: async (event, ask) => ({ reviews: await ask.reviewsOpen(event) }),
    link: thePermit,
  }),
  // P-06. With nothing outstanding the permit is issued at the same moment, which is told instead.
  tell(PermitApproved, {
    kind: 'permit-approved',
    topic: 'essential',
    when: ({ facts }) => facts.outstanding > 0,
    to: parties,
    facts: async (event, ask) => ({
      ...(await ask.outstanding(event)),
      feesUrl: ask.url(portalPaths.fees(event.facts.number)),
      requirementsUrl: ask.url(portalPaths.requirements(event.facts.number)),
    }),
    link: ({ facts }) => portalPaths.requirements(facts.number),
  }),
  tell(RequirementsChanged, {
    kind: 'requirements-changed',
    topic: 'essential',
    // When the last one has been met meanwhile, the issued permit is the better news.
    when: async (event, ask) => (await ask.outstanding(event)).outstanding.length > 0,
    to: parties,
    facts: async (event, ask) => ({
      ...(await ask.outstanding(event)),
      feesUrl: ask.url(portalPaths.fees(event.facts.number)),
      requirementsUrl: ask.url(portalPaths.requirements(event.facts.number)),
    }),
    link: ({ facts }) => portalPaths.requirements(facts.number),
  }),
  // P-07
  tell(PermitIssued, {
    kind: 'permit-issued',
    topic: 'essential',
    to: parties,
    facts: async (event, ask) => ({
      rows: await ask.permitDates(event),
      inspections: await ask.inspectionsOpen(event),
      inspectionsUrl: ask.url(portalPaths.inspections(event.facts.number)),
    }),
    papers: ({ facts }) => [{ paper: 'permit', recordId: facts.recordId, number: facts.number }],
    link: thePermit,
  }),
  // P-08
  tell(PermitReadyForPickup, { kind: 'permit-ready-for-pickup', topic: 'essential', to: parties, link: thePermit }),
  tell(PermitPickedUp, { kind: 'permit-picked-up', topic: 'progress', to: parties, link: thePermit }),
  tell(PermitWithdrawn, { kind: 'permit-withdrawn', topic: 'essential', to: parties, link: theRecord }),
  tell(PermitDenied, {
    kind: 'permit-denied',
    topic: 'essential',
    to: parties,
    facts: ({ facts }) => ({ reason: facts.reason }),
    link: theRecord,
  }),
  tell(PermitRevoked, {
    kind: 'permit-revoked',
    topic: 'essential',
    to: parties,
    facts: ({ facts }) => ({ reason: facts.reason }),
    link: theRecord,
  }),
  tell(PermitExpiringSoon, {
    kind: 'permit-expiring-soon',
    topic: 'essential',
    to: parties,
    facts: async (event, ask) => ({ expiresOn: event.facts.expiresOn, inspections: await ask.inspectionsOpen(event) }),
    link: thePermit,
  }),
  tell(PermitExpired, {
    kind: 'permit-expired',
    topic: 'essential',
    to: parties,
    facts: ({ facts }) => ({ expiresOn: facts.expiresOn }),
    link: theRecord,
  }),
  tell(PermitExtended, {
    kind: 'permit-extended',
    topic: 'essential',
    to: parties,
    facts: async (event, ask) => ({
      expiresOn: event.facts.expiresOn,
      ...(await ask.feesDue(event)),
      feesUrl: ask.url(portalPaths.fees(event.facts.number)),
    }),
    papers: ({ facts }) => [{ paper: 'permit', recordId: facts.recordId, number: facts.number }],
    link: thePermit,
  }),
  tell(PermitFinaled, {
    kind: 'permit-finaled',
    topic: 'essential',
    to: parties,
    facts: ({ facts }) => ({ certificate: facts.certificate }),
    papers: ({ facts }) =>
      facts.certificate ? [{ paper: 'certificate-of-completion', recordId: facts.recordId, number: facts.number }] : [],
    link: theRecord,
  }),
  tell(ContractorNamed, {
    kind: 'contractor-named',
    topic: 'essential',
    to: ({ facts }, ask) => ask.contractorAccounts(facts.contractorRecordId),
    facts: ({ facts }, ask) => ask.contractor(facts.contractorNumber),
    link: thePermit,
  }),
  tell(ContractorDisavowed, {
    kind: 'contractor-disavowed',
    topic: 'essential',
    to: owners,
    facts: ({ facts }, ask) => ask.contractor(facts.contractorNumber),
    link: thePermit,
  }),
];

const reviewMessages: Message[] = [
  tell(ReviewDecided, {
    kind: 'review-decided',
    topic: 'reviews',
    to: parties,
    facts: async (event, ask) => ({
      disciplineName: event.facts.disciplineName,
      decisionLabel: DECISIONS[event.facts.decision],
      others: await ask.reviewsOpen(event),
      reviewsUrl: ask.url(portalPaths.reviews(event.facts.number)),
    }),
    link: ({ facts }) => portalPaths.reviews(facts.number),
  }),
];

const inspectionMessages: Message[] = [
  tell(InspectionPassed, {
    kind: 'inspection-passed',
    topic: 'inspections',
    to: parties,
    facts: async (event, ask) => ({
      typeName: event.facts.typeName,
      inspections: await ask.inspectionsOpen(event),
      inspectionsUrl: ask.url(portalPaths.inspections(event.facts.number)),
    }),
    link: ({ facts }) => portalPaths.inspections(facts.number),
  }),
  tell(InspectionFailed, {
    kind: 'inspection-failed',
    topic: 'essential',
    to: parties,
    facts: ({ facts }, ask) => ({
      typeName: facts.typeName,
      outcomeLabel: OUTCOMES[facts.outcome],
      feeFromThirdVisit: facts.reinspectionVisit >= 3,
      inspectionsUrl: ask.url(portalPaths.inspections(facts.number)),
    }),
    link: ({ facts }) => portalPaths.inspections(facts.number),
  }),
  tell(InspectionScheduled, {
    kind: 'inspection-scheduled',
    topic: 'inspections',
    to: parties,
    facts: (event, ask) => ({ ...theVisit(event, ask), until: ask.changeUntil() }),
    link: theInspections,
  }),
  tell(AppointmentCancelled, { kind: 'appointment-cancelled', topic: 'essential', to: parties, facts: theVisit, link: theInspections }),
  tell(AppointmentCancelled, {
    kind: 'appointment-cancelled-inspector',
    topic: 'essential',
    to: theInspector,
    facts: theVisit,
    link: theRecord,
  }),
  tell(AppointmentReminderDue, { kind: 'inspection-reminder', topic: 'essential', to: parties, facts: theVisit, link: theInspections }),
  // I-03
  tell(ArrivalWindowSet, { kind: 'arrival-window', topic: 'essential', to: parties, facts: theVisit, link: theInspections }),
  tell(AppointmentChangedByCity, {
    kind: 'appointment-changed',
    topic: 'essential',
    to: parties,
    facts: (event, ask) => ({
      ...theVisit(event, ask),
      sameTime: event.facts.date === event.facts.previousDate && event.facts.start === event.facts.previousStart,
      until: ask.changeUntil(),
    }),
    link: theInspections,
  }),
  tell(AppointmentChangedByCity, {
    kind: 'appointment-assigned-inspector',
    topic: 'essential',
    when: ({ facts }) => facts.inspectorAccountId !== facts.previousInspectorAccountId,
    to: theInspector,
    facts: theVisit,
    link: theRecord,
  }),
  // Whoever had the visit must not drive there.
  tell(AppointmentChangedByCity, {
    kind: 'appointment-reassigned-inspector',
    topic: 'essential',
    when: ({ facts }) => facts.inspectorAccountId !== facts.previousInspectorAccountId,
    to: ({ facts }) => [facts.previousInspectorAccountId],
    facts: theVisit,
    link: theRecord,
  }),
  tell(AppointmentLost, { kind: 'appointment-lost', topic: 'essential', to: parties, facts: theVisit, link: theInspections }),
];

const paymentMessages: Message[] = [
  tell(PaymentReceived, {
    kind: 'payment-received',
    topic: 'essential',
    to: thePayer,
    facts: async ({ facts }, ask) => ({ totalCents: facts.totalCents, ...(await ask.receiptLines(facts.paymentId)) }),
    papers: ({ facts }) => [{ paper: 'receipt', paymentId: facts.paymentId }],
    link: () => portalPaths.payments,
  }),
  tell(PaymentRefunded, {
    kind: 'payment-refunded',
    topic: 'essential',
    to: thePayer,
    facts: ({ facts }) => ({ amountCents: facts.amountCents, reason: facts.reason }),
    link: () => portalPaths.payments,
  }),
  tell(FeesPaid, {
    kind: 'fees-paid',
    topic: 'payments',
    to: (event, ask) => ask.ownersBesidesPayer(event),
    facts: ({ facts }) => ({ amountCents: facts.amountCents, outstandingCents: facts.outstandingCents }),
    link: theRecordsFees,
  }),
  // What an application costs, or no longer does, is told with the step that changes it.
  tell(FeesAssessed, {
    kind: 'fees-assessed',
    topic: 'payments',
    when: async (event, ask) => event.facts.origin === 'staff' && (await ask.feesDue(event)).feesDueCents > 0,
    to: owners,
    facts: (event, ask) => ask.feesDue(event),
    link: theRecordsFees,
  }),
  tell(FeesVoided, {
    kind: 'fees-voided',
    topic: 'payments',
    when: ({ facts }) => facts.origin === 'staff',
    to: owners,
    facts: (event, ask) => ask.feesDue(event),
    link: theRecordsFees,
  }),
  tell(CheckoutExpired, { kind: 'checkout-expired', topic: 'payments', to: theAccount, link: () => portalPaths.cart }),
];

const contractorMessages: Message[] = [
  tell(ContractorRegistered, {
    kind: 'contractor-registered',
    topic: 'essential',
    to: theAccount,
    facts: async ({ facts }, ask) => {
      const contractor = (await ask.contractors.byRecordId(facts.recordId))!;
      const account = (await ask.accounts.get(facts.accountId))!;
      return {
        contractorNumber: contractor.number,
        businessName: contractor.businessName,
        email: account.email,
        firstPassword: facts.firstPassword,
        signInUrl: ask.url(portalPaths.signIn),
      };
    },
    secret: ({ facts }) => (facts.firstPassword ? { purpose: 'first-password', id: facts.accountId } : null),
    link: ({ facts }) => portalPaths.contractor(facts.number),
  }),
  tell(ContractorStandingChanged, {
    kind: 'contractor-standing',
    topic: 'essential',
    // Registration has a message of its own, and other details are no news.
    when: ({ facts }) => facts.cause !== 'registered' && facts.cause !== 'details-changed',
    to: ({ facts }, ask) => ask.contractorAccounts(facts.recordId),
    facts: async ({ facts }, ask) => ({
      businessName: (await ask.contractors.byRecordId(facts.recordId))!.businessName,
      contractorNumber: facts.number,
      headline: standingHeadline(facts),
      status: facts.status,
      reason: facts.reason,
      ok: facts.ok,
      problems: facts.problems,
      contractorUrl: ask.url(portalPaths.contractor(facts.number)),
    }),
    link: ({ facts }) => portalPaths.contractor(facts.number),
  }),
];

/** Every event that concerns a person, whom it concerns and what they are told: one row, one listener, one template. */
export const MESSAGES: readonly Message[] = [
  ...accountMessages,
  ...recordMessages,
  ...permitMessages,
  ...reviewMessages,
  ...inspectionMessages,
  ...paymentMessages,
  ...contractorMessages,
];

function standingHeadline({ ok, status }: { ok: boolean; status: string }): string {
  if (ok) return 'your registration is in good standing';
  return status === 'suspended' || status === 'revoked' ? `your registration is ${status}` : 'your registration needs attention';
}
