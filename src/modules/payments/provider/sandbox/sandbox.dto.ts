import { IsIn, IsOptional } from 'class-validator';

export const SANDBOX_OUTCOMES = ['pay', 'decline', 'cancel'] as const;
export type SandboxOutcome = (typeof SANDBOX_OUTCOMES)[number];

export class SandboxOutcomeDto {
  /**
   * What the payer does on the page: `pay`; `decline`, as if the bank said no, after which they can try again; `cancel`, which ends
   * the checkout.
   */
  @IsIn(SANDBOX_OUTCOMES)
  outcome: SandboxOutcome;
}

export class SandboxPageQuery {
  /** `1` after the bank declined. */
  @IsOptional()
  @IsIn(['1'])
  declined?: '1';
}
