import { describe, expect, it } from '@jest/globals';
import { withSecretLink, withoutSecretLink } from './message-helpers.js';
import { MESSAGES } from './messages.js';
import { MessageTemplates, type MessageFacts } from './message-templates.js';

const templates = new MessageTemplates();

const record = {
  number: 'RST-2026-00017',
  typeName: 'Residential fence',
  title: 'Residential fence (RST-2026-00017) at 12 Oak Street',
  nextStep: 'The city reviews the plans',
  feesDueCents: 0,
};
const city = {
  name: 'City of Fairview',
  department: 'Building & Permits Department',
  phone: '+1 630-555-0130',
  email: 'permits@fairview.example',
  counter: '77 Civic Center Drive, Fairview, IL 60501',
  counterHours: 'Monday to Friday, 8:00 a.m. to 4:30 p.m.',
};
const url = 'https://permits.fairview.example/records/RST-2026-00017';
const due = [{ description: 'Plan review', amountCents: 12_345 }];
const reviews = [{ name: 'Zoning', dueOn: '2026-03-09' }];
const outstanding = [
  { kind: 'Fee', label: 'Permit fee', amountCents: 4_500 },
  { kind: 'Contractor', label: 'A registered fence contractor', amountCents: null },
];
const reason = 'The site plan shows no <measurements> & no north arrow.';
const found = {
  findings: [
    { text: reason, codeReference: 'IRC R403.1.4' },
    { text: 'Post 3 is 30 in deep.', codeReference: null },
  ],
  more: 3,
};
const businessName = 'Demo Bakery & Sons';
const contractor = { businessName: 'Demo Fence & Co.', contractorNumber: 'CON-2026-00003' };

const visit = {
  typeName: 'Footing inspection',
  date: '2026-03-05',
  start: '09:30',
  end: '10:00',
  inspectorName: 'Demo Inspector',
  rows: [['Inspector', 'Demo Inspector']],
  inspectionsUrl: url,
};
const project = { number: 'PRJ-2026-00004', title: 'Project: Riverside Commons (PRJ-2026-00004)' };
const before = { previousDate: '2026-03-04', previousStart: '13:00', previousInspectorName: 'Demo Colleague' };

const runningOut = { papers: ['Liability insurance, on May 1, 2026'], firstEndsOn: '2026-05-01', renewalUrl: url };
const missingForCertificate = {
  outstanding: due,
  feesDueCents: 12_345,
  feesUrl: url,
  inspections: [{ name: 'Annual conveyance inspection' }],
  inspectionsUrl: url,
};
const hearing = { date: '2026-03-26', start: '09:00', place: 'Council chambers, 77 Civic Center Drive' };

/** What each template is given, once for every way it can turn. */
const FACTS: Record<string, MessageFacts[]> = {
  'verify-email': [{ login: 'demo.resident' }],
  'account-closed': [{}],
  'confirm-new-email': [{ login: 'demo.resident' }],
  'verify-email-again': [{ login: 'demo.resident' }],
  'first-password': [{ login: 'demo.clerk' }],
  'password-reset': [{ login: 'demo.resident' }],
  'username-reminder': [{ username: 'demo.resident', signInUrl: url }],
  'password-changed': [{ resetUrl: url }],
  'email-changed': [{ oldEmail: 'old@example.com', newEmail: 'new@example.com' }],
  'email-changed-old-address': [{ oldEmail: 'old@example.com', newEmail: 'new@example.com' }],
  'second-factor': [
    { active: true, resetUrl: url },
    { active: false, resetUrl: url },
  ],
  'sessions-ended': [{ resetUrl: url }],
  'record-linked': [{ who: 'Demo Neighbor', linksUrl: url }],
  'record-unlinked': [{}],
  'record-invitation': [
    { who: 'Demo Resident', note: 'Please schedule the <footing> inspection.', asOwner: false, expiresOn: '2026-03-16' },
    { who: 'City of Fairview', note: null, asOwner: true, expiresOn: '2026-03-16' },
  ],
  'record-joined': [
    { who: 'Demo Neighbor', invited: 'neighbor@example.com', sameEmail: true, asOwner: false, linksUrl: url },
    { who: 'Demo Neighbor', invited: 'neighbor@example.com', sameEmail: false, asOwner: true, linksUrl: url },
  ],
  'invitation-declined': [{ invited: 'neighbor@example.com' }],
  'project-opened': [{}],
  'project-record-added': [true, false].map((partiesSeeAll) => ({ project, partiesSeeAll })),
  'project-record-removed': [{ project, partiesSeeAll: false }],
  'project-completed': [{}],
  'project-closed': [{}],
  'record-assigned': [{}],
  'business-submitted': [
    { businessName, again: false, reviews, outstanding: due, feesDueCents: 12_345, feesUrl: url },
    { businessName, again: true, reviews: [], outstanding: [], feesDueCents: 0, feesUrl: url },
  ],
  'business-approved': [
    { businessName, inspections: [{ name: 'Occupancy' }], outstanding: due, feesDueCents: 12_345, inspectionsUrl: url, feesUrl: url },
    { businessName, inspections: [], outstanding: due, feesDueCents: 12_345, inspectionsUrl: url, feesUrl: url },
  ],
  'business-certificate': ['registered', 'renewed', 'transferred', 'corrected'].map((cause) => ({
    businessName,
    cause,
    expiresOn: '2027-12-31',
  })),
  'business-returned': [{ businessName, reason }],
  'business-denied': [{ businessName, reason }],
  'business-revoked': [{ businessName, reason }],
  'business-closed': [
    { businessName, by: 'owner', reason: null },
    { businessName, by: 'city', reason },
  ],
  'business-renewal-due': [
    { businessName, daysLeft: 30, expiresOn: '2026-12-31', outstanding: [], feesDueCents: 0, feesUrl: url },
    { businessName, daysLeft: 0, expiresOn: '2026-12-31', outstanding: due, feesDueCents: 12_345, feesUrl: url },
  ],
  'business-renewal-submitted': [
    { businessName, until: '2027-12-31', again: false, reviews, outstanding: due, feesDueCents: 12_345, feesUrl: url },
    { businessName, until: '2027-12-31', again: true, reviews, outstanding: [], feesDueCents: 0, feesUrl: url },
  ],
  'business-lapsed': [{ businessName, expiresOn: '2026-12-31' }],
  'business-transfer-invitation': [{ businessName, who: 'Demo Resident', email: 'successor@example.com' }],
  'business-transferred': [{ businessName }],
  'business-handed-over': [{ businessName, who: 'Demo Successor' }],
  'attachment-infected': [{ documentType: 'site-plan', attachmentsUrl: url }],
  'contractor-applied': [
    { ...contractor, email: 'office@example.com', firstPassword: true, documents: ['Signed bond'], recordUrl: url },
    { ...contractor, email: 'office@example.com', firstPassword: false, documents: [], recordUrl: url },
  ],
  'contractor-filing-submitted': [
    { ...contractor, filing: 'renewal', again: false },
    { ...contractor, filing: 'application', again: true },
  ],
  'contractor-filing-decided': [
    { ...contractor, filing: 'renewal', decision: 'approved', comments: null, outstanding: due, feesUrl: url },
    { ...contractor, filing: 'application', decision: 'approved', comments: reason, outstanding: [], feesUrl: url },
    { ...contractor, filing: 'application', decision: 'approved', comments: null, outstanding: due, feesUrl: url },
    { ...contractor, filing: 'renewal', decision: 'returned', comments: reason, outstanding: [], feesUrl: url },
    { ...contractor, filing: 'application', decision: 'denied', comments: reason, outstanding: [], feesUrl: url },
  ],
  'contractor-filing-withdrawn': [
    { ...contractor, filing: 'renewal' },
    { ...contractor, filing: 'application' },
  ],
  'contractor-papers-returned': [{ ...contractor, reason }],
  'contractor-papers-running-out': [
    { ...contractor, ...runningOut, registration: true, permitCount: 0, permits: '', blocksBooking: true },
    { ...contractor, ...runningOut, registration: false, permitCount: 1, permits: 'RST-2026-00017', blocksBooking: true },
    {
      ...contractor,
      ...runningOut,
      registration: true,
      permitCount: 7,
      permits: 'RST-2026-00017, RST-2026-00018 and others',
      blocksBooking: false,
    },
  ],
  'contractor-member-invited': [
    { ...contractor, role: 'manager' },
    { ...contractor, role: 'member' },
  ],
  'contractor-members-changed': [
    { ...contractor, name: 'Demo Foreman', change: 'joined', role: 'member' },
    { ...contractor, name: 'Demo Foreman', change: 'role-changed', role: 'manager' },
    { ...contractor, name: 'Demo Foreman', change: 'removed', role: null },
  ],
  'permit-booking-held': [{ reason }],
  'permit-booking-released': [{ inspectionsUrl: url }],
  'contractor-renewed': [{ ...contractor, filing: 'renewal', expiresOn: '2027-12-31' }],
  'contractor-registered': [true, false].map((firstPassword) => ({
    ...contractor,
    email: 'office@example.com',
    firstPassword,
    signInUrl: url,
  })),
  'contractor-standing': [
    { ...contractor, headline: 'good', status: 'active', reason: null, ok: true, problems: [], contractorUrl: url },
    { ...contractor, headline: 'suspended', status: 'suspended', reason, ok: false, problems: [], contractorUrl: url },
    { ...contractor, headline: 'revoked', status: 'revoked', reason, ok: false, problems: [], contractorUrl: url },
    {
      ...contractor,
      headline: 'attention',
      status: 'active',
      reason: null,
      ok: false,
      problems: ['Liability insurance, until February 28, 2026', 'Bond'],
      contractorUrl: url,
    },
  ],
  'conveyance-registered': [{}],
  'conveyance-cycle-opened': [
    { dueOn: '2026-04-30', hasRunOut: false, ...missingForCertificate },
    { dueOn: '2026-02-28', hasRunOut: true, ...missingForCertificate },
    { dueOn: null, hasRunOut: false, ...missingForCertificate, outstanding: [], feesDueCents: 0 },
  ],
  'conveyance-corrections-ordered': [{ inspection: 'Category 1 test', dueOn: '2026-04-01', inspectionsUrl: url }],
  'conveyance-corrections-overdue': [{ inspection: 'Category 1 test', dueOn: '2026-04-01', inspectionsUrl: url }],
  'conveyance-certificate-issued': [
    { expiresOn: '2027-04-30', corrected: false },
    { expiresOn: '2027-04-30', corrected: true },
  ],
  'conveyance-overdue': [
    { dueOn: '2026-04-30', isFirst: true, daysOverdue: 1, ...missingForCertificate },
    { dueOn: '2026-04-30', isFirst: false, daysOverdue: 30, ...missingForCertificate, inspections: [] },
  ],
  'conveyance-out-of-service': [
    { since: '2026-03-02', reason, byCity: true },
    { since: '2026-03-02', reason, byCity: false },
  ],
  'conveyance-back-in-service': [{ inspectionNeeded: true }, { inspectionNeeded: false }],
  'conveyance-retired': [{ reason }],
  'conveyance-transferred': [missingForCertificate, { ...missingForCertificate, outstanding: [], feesDueCents: 0, inspections: [] }],
  'conveyance-transferred-away': [{}],
  'permit-submitted': [
    { reviews, dueNow: due, dueNowCents: 12_345, feesUrl: url },
    { reviews: [], dueNow: [], dueNowCents: 0, feesUrl: url },
  ],
  'permit-resubmitted': [{ reviews }, { reviews: [] }],
  'permit-returned': [
    { reason, suggestedType: 'Residential deck' },
    { reason, suggestedType: null },
  ],
  'permit-reclassified': [{ reason, record: { ...record, feesDueCents: 5_000 } }, { reason }],
  'corrections-required': [{ disciplines: [{ name: 'Zoning', ...found }], reviewsUrl: url }],
  'review-decided': [
    { disciplineName: 'Zoning', decisionLabel: 'Approved', others: reviews, ...found, reviewsUrl: url },
    { disciplineName: 'Zoning', decisionLabel: 'Approved', others: [], findings: [], more: 0, reviewsUrl: url },
  ],
  'permit-approved': [
    { outstanding, feesDueCents: 4_500, feesUrl: url, requirementsUrl: url },
    { outstanding: [], feesDueCents: 0, feesUrl: url, requirementsUrl: url },
  ],
  'requirements-changed': [
    { outstanding, feesDueCents: 4_500, feesUrl: url, requirementsUrl: url },
    { outstanding: [], feesDueCents: 0, feesUrl: url, requirementsUrl: url },
  ],
  'permit-issued': [
    { rows: [['Issued', 'March 2, 2026']], inspections: [{ name: 'Footing' }], inspectionsUrl: url },
    { rows: [['Issued', 'March 2, 2026']], inspections: [], inspectionsUrl: url },
  ],
  'permit-ready-for-pickup': [{}],
  'permit-picked-up': [{}],
  'permit-withdrawn': [{}],
  'permit-denied': [{ reason }],
  'permit-revoked': [{ reason }],
  'permit-expiring-soon': [
    { expiresOn: '2026-08-29', inspections: [{ name: 'Footing' }] },
    { expiresOn: '2026-08-29', inspections: [] },
  ],
  'permit-expired': [{ expiresOn: '2026-08-29' }],
  'permit-extended': [
    { expiresOn: '2026-08-29', outstanding: due, feesDueCents: 500, feesUrl: url },
    { expiresOn: '2026-08-29', outstanding: [] },
  ],
  'permit-finaled': [{ certificate: true }, { certificate: false }],
  'contractor-named': [contractor],
  'contractor-disavowed': [contractor],
  'inspection-passed': [
    { typeName: 'Footing inspection', inspections: [{ name: 'Final' }], inspectionsUrl: url },
    { typeName: 'Footing inspection', inspections: [], inspectionsUrl: url },
  ],
  'inspection-failed': [
    { comments: reason, ...found, feeCents: 5_500 },
    { comments: null, findings: [], more: 0, feeCents: 0 },
  ].map((facts) => ({ typeName: 'Footing inspection', outcomeLabel: 'Corrections required', visit: 3, inspectionsUrl: url, ...facts })),
  'inspection-scheduled': [
    { ...visit, previousDate: null, previousStart: null, until: '4:00 PM' },
    { ...visit, previousDate: '2026-03-04', previousStart: '13:00', until: '4:00 PM' },
  ],
  'appointment-cancelled': ['party', 'staff', 'record-closed'].map((cause) => ({ ...visit, cause })),
  'appointment-cancelled-inspector': [{ ...visit, cause: 'party' }],
  'inspection-reminder': [null, reason].map((hold) => ({ ...visit, hold })),
  'arrival-window': ['no', 'yes'].map((updated) => ({ ...visit, windowFrom: '09:05', windowTo: '10:35', updated })),
  'appointment-changed': ['absence', 'unfinished', 'staff'].flatMap((cause) =>
    [false, true].map((sameTime) => ({ ...visit, ...before, cause, sameTime, until: '4:00 PM' })),
  ),
  'appointment-assigned-inspector': [{ ...visit, ...before, cause: 'absence' }],
  'appointment-reassigned-inspector': [{ ...visit, ...before, cause: 'staff' }],
  'appointment-lost': [{ ...visit, cause: 'absence' }],
  'payment-received': [{ totalCents: 12_345, rows: [['Plan review, RST-2026-00017', '$123.45']] }],
  'payment-refunded': [{ amountCents: 12_345, reason }],
  'refund-decided': [
    { receiptNumber: 'RCT-2026-000042', amountCents: 12_345, approved: true, comments: null },
    { receiptNumber: 'RCT-2026-000042', amountCents: 12_345, approved: false, comments: reason },
  ],
  'fees-paid': [
    { amountCents: 12_345, outstandingCents: 500 },
    { amountCents: 12_345, outstandingCents: 0 },
  ],
  'fees-assessed': [{ outstanding: due }],
  'fees-voided': [{ feesDueCents: 500 }, { feesDueCents: 0 }],
  'checkout-expired': [{}],
  'concern-received': [{}],
  'concern-answered': [{ outcome: 'No violation was found' }],
  'code-case-assigned': [{}],
  'code-case-heard-more': [{}],
  'notice-of-violation': [{ noticeNumber: 'CEC-2026-00004-1', complyBy: '2026-03-16' }],
  'notice-withdrawn': [{ noticeNumber: 'CEC-2026-00004-1', reason }],
  'respondent-linked': [{}],
  'code-case-responded': [{}],
  'compliance-extended': [{ complyBy: '2026-03-30', reason }],
  'compliance-date-passed': [{ complyBy: '2026-03-16' }],
  'code-reinspection-opened': [{}],
  'code-case-ready': [{ permitNumber: 'ZAS-2026-00017' }],
  'code-case-complied': [{ calledOff: null }, { calledOff: '2026-03-19' }],
  'code-case-cited': [{ reason }],
  'hearing-scheduled': ['2026-03-19', null].map((previousDate) => ({ ...hearing, previousDate })),
  'hearing-reminder': [hearing],
  'hearing-order': [false, true].map((corrected) => ({ finding: 'Liable', order: reason, corrected })),
  'fine-assessed': [{ amountCents: 75_000, basis: '3 days × $250.00: Order of March 19, 2026' }],
  'fine-paid': [
    { amountCents: 75_000, outstandingCents: 0 },
    { amountCents: 75_000, outstandingCents: 25_000 },
  ],
  'code-case-closed': [null, '2026-03-19'].map((calledOff) => ({ reason: 'The violation was corrected', calledOff })),
  'code-case-reopened': [{ reason }],
};

it('has a template for every message and a message for every template', () => {
  expect(templates.kinds().sort()).toEqual(MESSAGES.map(({ kind }) => kind).sort());
  expect(templates.kinds().sort()).toEqual(Object.keys(FACTS).sort());
});

it('hears under ids that are all different', () => {
  const ids = MESSAGES.map(({ listener }) => listener);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(Object.entries(FACTS))('the message %s', (kind, variants) => {
  it.each(variants.map((facts, index) => [index + 1, facts] as const))(
    'says the same in text and HTML, with nothing left empty (%i)',
    (_n, facts) => {
      const body = templates.render(kind, { city, record, url, ...facts });
      const letter = templates.letter(body, { city, portalUrl: url, greeting: 'Demo', preferencesUrl: url });

      expect(letter.subject).toMatch(/\S/);
      expect(letter.subject).not.toMatch(/\n|\{\{|undefined|null|\[object|&\w+;/);
      for (const text of [letter.text, letter.html])
        expect(text).not.toMatch(/\{\{|\}\}|undefined|\bnull\b|\[object|NaN|: ?\.|, ?\.| {2,}\S.*\. {2}/);
      expect(letter.html).not.toMatch(/<(p|li|td|th)[^>]*>\s*<\//);
      expect(letter.html).not.toMatch(/href=""/);
      expect(letter.html).not.toContain('<measurements>');
      expect(letter.text).toMatch(/^Hello Demo,\n\n/);
      expect(letter.text).toContain(city.phone);
      expect(letter.text).not.toMatch(/\n{3}|[ \t]\n/);

      const plain = (text: string) => text.replace(/\s+/g, '').replace(/^[->]+/gm, '');
      const fromHtml = body.html
        .replace(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g, '$2:$1')
        .replace(/<th [^>]*>([^<]*)<\/th>/g, '$1:')
        .replace(/<[^>]+>/g, '')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&#x27;/g, "'")
        .replace(/&#x3D;/g, '=')
        .replace(/&amp;/g, '&');
      const fromText = body.text.replace(/^(- |> )/gm, '');
      expect(plain(fromHtml)).toBe(plain(fromText));
      for (const line of body.text.split('\n')) if (!line.includes('://')) expect(line.length).toBeLessThanOrEqual(80);
    },
  );
});

describe('a visit that the city changed', () => {
  const letter = (facts: MessageFacts) =>
    templates.render('appointment-changed', { city, record, url, ...visit, ...before, cause: 'absence', until: '4:00 PM', ...facts });

  it('is announced with its new time, and with the inspector where only that is new', () => {
    expect(letter({ sameTime: false }).subject).toBe('RST-2026-00017: your inspection is now on March 5, 2026 at 9:30 AM');
    const reassigned = letter({ sameTime: true });
    expect(reassigned.subject).toBe('RST-2026-00017: another inspector comes on March 5, 2026 at 9:30 AM');
    expect(reassigned.text.replace(/\s+/g, ' ')).toContain('Demo Inspector comes at the same time instead.');
  });

  it('promises no change that the cut-off would refuse', () => {
    const { text } = letter({ sameTime: false });
    expect(text.replace(/\s+/g, ' ')).toContain('choose another time until 4:00 PM of the business day before, or cancel at any time');
  });
});

it('tells a new arrival window from the first by its subject', () => {
  const subject = (updated: 'yes' | 'no') =>
    templates.render('arrival-window', { city, record, url, ...visit, windowFrom: '09:30', windowTo: '11:00', updated }).subject;
  expect(subject('no')).toBe('RST-2026-00017: the inspector arrives between 9:30 AM and 11:00 AM');
  expect(subject('yes')).toBe('RST-2026-00017: the inspector now arrives between 9:30 AM and 11:00 AM');
});

it.each([
  ['printed', 'record-unlinked', { city, url }],
  ['handed to a helper', 'permit-denied', { city, record, url }],
  ['asked for', 'permit-approved', { city, record, url }],
])('refuses to leave out a fact that is %s', (_how, kind, facts) => {
  expect(() => templates.render(kind, facts)).toThrow(/missing|not defined/);
});

it('keeps a secret link out of the stored message and puts it into the letter', () => {
  const body = templates.render('password-reset', { city, url, login: 'demo.resident' });
  const link = 'https://permits.fairview.example/account/reset-password?token=abc.d-e_f&x=1';
  const letter = withSecretLink(body, link);
  expect(letter.text).toContain(`Choose a new password:\n${link}\n`);
  expect(letter.html).toContain('href="https://permits.fairview.example/account/reset-password?token&#x3D;abc.d-e_f&amp;x&#x3D;1"');
  const shown = withoutSecretLink(body.text, body.html);
  expect(shown.text).toContain('The link is in the e-mail we sent you.');
  expect(shown.html).toContain('The link is in the e-mail we sent you.');
  expect(shown.text + shown.html).not.toMatch(/urn:|<a /);
});
