import type { DataKeys } from '../../../platform/auth/data-keys.js';
import type { PaperContent } from '../../../platform/pdf/paper.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import { codeFrom, definePaper, groupedCode, letterheadOf, placeFacts, type Printing } from '../../official-documents/index.js';
import { type AddressValue } from '../../records/index.js';
import { inPublicWords } from '../case.status.js';

/** 60 bits, typed off a paper: with the limit on tries nobody finds one. */
const CLAIM_BYTES = 8;
export const CLAIM_LENGTH = 13;

/** What a notice says, kept as it was on the day it was issued. */
export interface NoticeSnapshot {
  noticeId: string;
  noticeNumber: string;
  caseNumber: string;
  place: string;
  address: AddressValue | null;
  respondent: { name: string; address: AddressValue };
  violations: { section: string; title: string; text: string; remedy: string }[];
  findings: string;
  complyBy: string;
  issuedOn: string;
  officerName: string;
}

export const NOTICE = definePaper<NoticeSnapshot>({
  kind: 'notice-of-violation',
  name: 'notice of violation',
  recordName: 'Case',
  lastDay: 'To be put right by',
  draw,
  fileName: (number) => `notice-of-violation-${number}.pdf`,
  standing: ({ status, statusLabel }, { issuedOn, complyBy }) => ({
    valid: status !== 'closed' && status !== 'complied',
    status,
    statusLabel: inPublicWords(status, statusLabel),
    issuedOn,
    expiresOn: complyBy,
  }),
});

/** Made of the notice's id and a key, so that only the paper has it: whoever reads the database cannot claim a notice. */
export function claimCodeOf(keys: DataKeys, noticeId: string): string {
  return claimCodesOf(keys, noticeId)[0]!;
}

/** By each key: a paper that was printed under an earlier one is good still. */
export function claimCodesOf(keys: DataKeys, noticeId: string): string[] {
  return keys.fingerprints('notice claim code', noticeId).map((fingerprint) => codeFrom(fingerprint.subarray(0, CLAIM_BYTES)));
}

/** The notice of violation on paper, with the code by which its respondent links an account. */
function draw(snapshot: NoticeSnapshot, { city, keys, verificationUrl, code, issuedAt }: Printing): PaperContent {
  const { respondent, address, violations } = snapshot;
  const { line1, line2, city: town, state, zip } = respondent.address;
  return {
    letterhead: letterheadOf(city),
    title: `Notice of violation ${snapshot.noticeNumber}`,
    subtitle: `Case ${snapshot.caseNumber}`,
    notice: `The violations below must be corrected by ${formatLongDate(snapshot.complyBy)}.`,
    facts: [
      ['To', respondent.name],
      ['Mailed to', `${[line1, line2].filter(Boolean).join(', ')}, ${town}, ${state} ${zip}`],
      ...(address ? placeFacts(address) : [['Place', snapshot.place] as [string, string]]),
      ['Issued', formatLongDate(snapshot.issuedOn)],
      ['Comply by', formatLongDate(snapshot.complyBy)],
      ['Code officer', snapshot.officerName],
    ],
    sections: [
      { heading: 'What was found', lines: [snapshot.findings] },
      {
        heading: 'Violations and what must be done',
        table: {
          columns: [
            { header: 'Section', width: 1 },
            { header: 'Rule', width: 3 },
            { header: 'To be done', width: 3 },
          ],
          rows: violations.map(({ section, title, text, remedy }) => [section, `${title}. ${text}`, remedy]),
        },
      },
      {
        heading: 'What you can do',
        items: [
          `Answer online: sign in at the portal and link this notice with its number, ${snapshot.noticeNumber}, and the code ${groupedCode(claimCodeOf(keys, snapshot.noticeId))}.`,
          'Ask for a re-inspection as soon as they are corrected.',
          `Ask for more time before ${formatLongDate(snapshot.complyBy)}, with the reason. What is not corrected by then can be cited and goes to an administrative hearing.`,
        ],
      },
    ],
    qr: { text: verificationUrl, caption: `Check this notice: ${groupedCode(code)}` },
    footer: `${city.departmentName} · ${city.email}`,
    createdAt: issuedAt,
  };
}
