import type { ChronologyEntry } from '../../platform/status/change.js';
import type { CodeCaseSchema } from './case.schema.js';

type CodeCase = InstanceType<typeof CodeCaseSchema.class>;

export type CasePlace = Pick<CodeCase, 'placeKey' | 'place' | 'latitude' | 'longitude' | 'apart' | 'searchText'>;
export type NewCase = CasePlace & Pick<CodeCase, 'recordId' | 'number' | 'category'>;

/** A notice that has just been handed out. */
export interface IssuedNotice {
  noticeNumber: string;
  respondentId: string;
  complyBy: string;
  paperId: string;
}

/** What the officers' and the respondents' chronology says of a case. */
export function line(what: string, summary: string, visibility: ChronologyEntry['visibility'] = 'parties'): ChronologyEntry {
  return { type: `code-enforcement.${what}`, summary, visibility };
}
