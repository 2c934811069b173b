import { IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';

/** What of the portal an opinion is about. */
export const FEEDBACK_AREAS = [
  'account',
  'search',
  'permits',
  'plan-review',
  'payments',
  'inspections',
  'contractors',
  'business-registration',
  'code-enforcement',
  'everything',
] as const;
export type FeedbackArea = (typeof FEEDBACK_AREAS)[number];

export class FeedbackRequest {
  /**
   * How it went: 1 (badly) to 5 (very well).
   * @example 4
   */
  @IsInt()
  @Min(1)
  @Max(5)
  score: number;

  /**
   * What of the portal it is about.
   * @example payments
   */
  @IsIn(FEEDBACK_AREAS)
  area: FeedbackArea;

  /**
   * In the person's own words.
   * @example "I found the fence permit at once, but looked long for the receipt."
   */
  @IsOptional()
  @IsString()
  @Length(1, 4000)
  comment?: string;
}

export class FeedbackDto {
  /** Id of what was sent. */
  id: string;

  /**
   * When the city got it.
   * @example 2026-03-02T15:04:05Z
   */
  receivedAt: string;
}

const MONTH = { message: 'must be a month such as 2026-03' };

export class FeedbackSummaryQuery {
  /**
   * First month, `YYYY-MM`; without it, eleven months before the last one.
   * @example 2026-01
   */
  @IsOptional()
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, MONTH)
  from?: string;

  /**
   * Last month, `YYYY-MM`; without it, this month.
   * @example 2026-03
   */
  @IsOptional()
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/, MONTH)
  to?: string;
}

export class ScoreCountDto {
  /**
   * 1 (badly) to 5 (very well).
   * @example 4
   */
  score: number;

  /**
   * How many gave it.
   * @example 17
   */
  count: number;
}

export class FeedbackMonthDto {
  /**
   * Month of the city's calendar, `YYYY-MM`.
   * @example 2026-03
   */
  month: string;

  /**
   * How many opinions came.
   * @example 42
   */
  count: number;

  /**
   * Mean score with two decimals; null when none came.
   * @example 4.12
   */
  averageScore: number | null;

  /** One entry for each score from 1 to 5. */
  scores: ScoreCountDto[];
}

export class FeedbackCommentDto {
  /**
   * When it came.
   * @example 2026-03-02T15:04:05Z
   */
  receivedAt: string;

  /** What of the portal it is about. */
  area: FeedbackArea;

  /**
   * 1 (badly) to 5 (very well).
   * @example 4
   */
  score: number;

  /** In the person's own words. */
  comment: string;
}

export class FeedbackSummaryDto {
  /** Every month asked for, the oldest first, also those without an opinion. */
  months: FeedbackMonthDto[];

  /** The newest 50 comments of these months. */
  comments: FeedbackCommentDto[];
}
