import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { toInstant } from '../../platform/database/types.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { BusinessCalendar } from './business-calendar.js';
import type { FeedbackArea, FeedbackSummaryDto, FeedbackSummaryQuery } from './feedback.dto.js';

const SCORES = [1, 2, 3, 4, 5];
const MOST_MONTHS = 60;

@Injectable()
export class FeedbackQueries {
  constructor(
    private readonly database: Database,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** Months of the city's calendar; two queries, whatever the span. */
  async summary(query: FeedbackSummaryQuery): Promise<FeedbackSummaryDto> {
    const last = query.to ? Temporal.PlainYearMonth.from(query.to) : this.calendar.today().toPlainYearMonth();
    const first = query.from ? Temporal.PlainYearMonth.from(query.from) : last.subtract({ months: 11 });
    const span = first.until(last, { largestUnit: 'months' }).months + 1;
    if (span < 1) throw new InvalidInput([{ pointer: '/from', detail: `must not be after ${last.toString()}` }]);
    if (span > MOST_MONTHS)
      throw new InvalidInput([{ pointer: '/from', detail: `must be at most ${MOST_MONTHS} months before the last month` }]);

    const begin = this.startOf(first);
    const end = this.startOf(last.add({ months: 1 }));
    const [counts, comments] = await Promise.all([
      this.database.rows(sql<{ month: string; score: number; count: number }>`
        select to_char(received_at at time zone ${this.calendar.zone}, 'YYYY-MM') as month, score, count(*)::int as count
        from city.feedback where received_at >= ${begin} and received_at < ${end} group by 1, 2`),
      this.database.rows(sql<{ receivedAt: string; area: FeedbackArea; score: number; comment: string }>`
        select received_at, area, score, comment from city.feedback
        where comment is not null and received_at >= ${begin} and received_at < ${end}
        order by received_at desc, id desc limit 50`),
    ]);

    const months = Array.from({ length: span }, (_, index) => {
      const month = first.add({ months: index }).toString();
      const given = new Map(counts.filter((row) => row.month === month).map(({ score, count }) => [score, count]));
      return summaryOf(month, given);
    });
    return {
      months,
      comments: comments.map(({ receivedAt, area, score, comment }) => ({
        receivedAt: toInstant(receivedAt).toString(),
        area,
        score,
        comment,
      })),
    };
  }

  private startOf(month: Temporal.PlainYearMonth): string {
    return this.calendar.at(month.toPlainDate({ day: 1 }), new Temporal.PlainTime()).toString();
  }
}

function summaryOf(month: string, given: Map<number, number>) {
  const scores = SCORES.map((score) => ({ score, count: given.get(score) ?? 0 }));
  const count = scores.reduce((sum, entry) => sum + entry.count, 0);
  const sum = scores.reduce((total, entry) => total + entry.score * entry.count, 0);
  return { month, count, averageScore: count === 0 ? null : Math.round((sum / count) * 100) / 100, scores };
}
