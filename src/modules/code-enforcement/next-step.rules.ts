import { formatLongDate } from '../../platform/time/format-long-date.js';
import type { NextStep } from '../records/index.js';
import type { CaseStatus, HearingFinding } from './case.status.js';

/** All that decides who has to act on a case. */
export interface CasePicture {
  status: CaseStatus;
  /** What the last visit found; null before the first. */
  violationFound: boolean | null;
  complyBy: Temporal.PlainDate | null;
  today: Temporal.PlainDate;
  /** By when the city should have acted, when it is its turn. */
  workDueOn: Temporal.PlainDate | null;
  reinspection: 'none' | 'to-book' | 'booked' | 'failed';
  /** The number of a finaled permit that answers the case. */
  finaledPermit: string | null;
  hearing: { date: Temporal.PlainDate } | null;
  finding: HearingFinding | null;
  finesDueCents: number;
  /** A fine followed the finding, paid or not. */
  fined: boolean;
}

/** What is due of the respondent besides the next step: what the notice asks for, while the re-inspection is still to come; the hearing. */
export function alsoDue({ status, complyBy, today, reinspection, hearing, finesDueCents }: CasePicture): NextStep[] {
  const isAhead = (day: Temporal.PlainDate | null | undefined) => day && Temporal.PlainDate.compare(day, today) >= 0;
  if (status === 'notice-issued' && (reinspection === 'to-book' || reinspection === 'booked') && isAhead(complyBy)) {
    return [toPutRight(complyBy!)];
  }
  return status === 'cited' && finesDueCents > 0 && isAhead(hearing?.date) ? [toCome(hearing!.date)] : [];
}

/** Whose turn it is, and what they have to do. */
export function nextStepOf(picture: CasePicture): NextStep {
  switch (picture.status) {
    case 'reported':
      return city(picture, 'The city looks into what was reported');
    case 'open':
      if (picture.violationFound === null) return city(picture, 'The city visits the place');
      return city(
        picture,
        picture.violationFound ? 'The city writes the notice of violation' : 'The city closes the case: nothing was found',
      );
    case 'notice-issued':
      return afterNotice(picture);
    case 'complied':
      return picture.finesDueCents > 0 ? respondent('Pay the fine') : city(picture, 'The city closes the case: it was put right');
    case 'cited':
      return afterCitation(picture);
    case 'closed':
      return { actor: 'none', label: 'Nothing to do: the case is closed' };
  }
}

function afterNotice(picture: CasePicture): NextStep {
  const { complyBy, today, reinspection, finaledPermit } = picture;
  if (reinspection === 'failed') return city(picture, 'The re-inspection failed: the city gives more time or cites');
  if (reinspection === 'booked') return respondent('Have it ready for the re-inspection', complyBy);
  if (reinspection === 'to-book') return respondent('Book the re-inspection', complyBy);
  if (finaledPermit) return city(picture, `The city re-inspects: the permit ${finaledPermit} is finaled`);
  if (complyBy && Temporal.PlainDate.compare(complyBy, today) < 0)
    return city(picture, 'The compliance date has passed: the city re-inspects');
  return toPutRight(complyBy!);
}

function afterCitation(picture: CasePicture): NextStep {
  const { hearing, finding, finesDueCents, fined } = picture;
  if (finesDueCents > 0) return respondent('Pay the fine');
  if (hearing && Temporal.PlainDate.compare(hearing.date, picture.today) < 0)
    return city(picture, 'The city writes down the order of the hearing');
  if (hearing) return toCome(hearing.date);
  if (finding === null) return city(picture, 'The city schedules the hearing');
  if (finding !== 'liable') return city(picture, 'The city closes the case after the hearing');
  return city(picture, fined ? 'The city sees whether the order was followed' : 'The city assesses the fine of the order');
}

function toPutRight(complyBy: Temporal.PlainDate): NextStep {
  return respondent(`Put right what the notice names by ${formatLongDate(complyBy)}`, complyBy);
}

function toCome(on: Temporal.PlainDate): NextStep {
  return respondent(`Come to the hearing on ${formatLongDate(on)}`, on);
}

function city({ workDueOn }: CasePicture, label: string): NextStep {
  return { actor: 'city', label, role: 'code-officer', ...(workDueOn ? { dueOn: workDueOn } : {}) };
}

function respondent(label: string, dueOn?: Temporal.PlainDate | null): NextStep {
  return { actor: 'applicant', label, ...(dueOn ? { dueOn } : {}) };
}
