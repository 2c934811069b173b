import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Keys } from '../../../platform/auth/keys.js';
import type { PaperContent } from '../../../platform/pdf/paper.js';
import {
  codeFrom,
  dayInWords,
  groupedCode,
  IssuedPapers,
  letterheadOf,
  placeFacts,
  type Printing,
} from '../../official-documents/index.js';
import { type AddressValue } from '../../records/index.js';
import { inPublicWords } from '../case.status.js';

export const NOTICE_PAPER = 'notice-of-violation';

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

/** The notice of violation on paper, with the code by which its respondent links an account. */
@Injectable()
export class NoticePaper implements OnModuleInit {
  constructor(
    private readonly papers: IssuedPapers,
    private readonly keys: Keys,
  ) {}

  onModuleInit(): void {
    this.papers.register<NoticeSnapshot>({
      kind: NOTICE_PAPER,
      draw: (snapshot, printing) => this.draw(snapshot, printing),
      fileName: (number) => `notice-of-violation-${number}.pdf`,
      standing: ({ status, statusLabel }, { issuedOn, complyBy }) => ({
        valid: status !== 'closed' && status !== 'complied',
        status,
        statusLabel: inPublicWords(status, statusLabel),
        issuedOn,
        expiresOn: complyBy,
      }),
    });
  }

  /** Made of the notice's id and a key, so that only the paper has it: whoever reads the database cannot claim a notice. */
  claimCode(noticeId: string): string {
    return codeFrom(this.keys.fingerprint('notice claim code', noticeId).subarray(0, CLAIM_BYTES));
  }

  private draw(snapshot: NoticeSnapshot, { city, verificationUrl, code, issuedAt }: Printing): PaperContent {
    const { respondent, address, violations } = snapshot;
    const { line1, line2, city: town, state, zip } = respondent.address;
    return {
      letterhead: letterheadOf(city),
      title: `Notice of violation ${snapshot.noticeNumber}`,
      subtitle: `Case ${snapshot.caseNumber}`,
      notice: `What is named below must be put right by ${dayInWords(snapshot.complyBy)}.`,
      facts: [
        ['To', respondent.name],
        ['Mailed to', `${[line1, line2].filter(Boolean).join(', ')}, ${town}, ${state} ${zip}`],
        ...(address ? placeFacts(address) : [['Place', snapshot.place] as [string, string]]),
        ['Issued', dayInWords(snapshot.issuedOn)],
        ['Comply by', dayInWords(snapshot.complyBy)],
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
            `Answer online: sign in at the portal and link this notice with its number, ${snapshot.noticeNumber}, and the code ${groupedCode(this.claimCode(snapshot.noticeId))}.`,
            'Ask for a re-inspection as soon as it is put right.',
            `Ask for more time before ${dayInWords(snapshot.complyBy)}, with the reason. What is not put right by then can be cited and goes to an administrative hearing.`,
          ],
        },
      ],
      qr: { text: verificationUrl, caption: `Check this notice: ${groupedCode(code)}` },
      footer: `${city.departmentName} · ${city.email}`,
      createdAt: issuedAt,
    };
  }
}
