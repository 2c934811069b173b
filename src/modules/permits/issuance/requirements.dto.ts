import { IsIn } from 'class-validator';
import { PERMIT_STATUSES, type PermitStatus } from '../permit.status.js';
import { REQUIREMENT_KINDS, WAITING_ON, type RequirementKind, type WaitingOn } from './requirements.rules.js';

/** The operation that meets the requirement, for a button. */
export class RequirementActionDto {
  /** An operation of this API. @example addToCart */
  operationId: string;

  /** What the button says. @example "Pay $75.00" */
  label: string;
}

/** One thing that stands between the permit and its issue. */
export class OutstandingRequirementDto {
  @IsIn(REQUIREMENT_KINDS)
  kind: RequirementKind;

  /** A discipline, a fee, a contractor class or a document type, by its kind. @example utility-locate-acknowledgement */
  code: string;

  /** @example "Utility locate acknowledgement" */
  label: string;

  /** Who has to act. */
  @IsIn(WAITING_ON)
  waitingOn: WaitingOn;

  /** Since when it is open. @example 2026-03-02T15:04:05Z */
  since: string;

  /** What is to be paid, in US cents; fees only. @example 7500 */
  amountCents?: number;

  /** What can be done about it, when it is for the applicant's side. */
  action?: RequirementActionDto;
}

/** What stands between a permit and its issue, at this moment. */
export class PermitRequirementsDto {
  /** @example ZAS-2026-00017 */
  number: string;

  @IsIn(PERMIT_STATUSES)
  status: PermitStatus;

  /** True when nothing is left: the permit is issued, or will be within seconds. */
  met: boolean;

  /** Empty, too, for an application that was withdrawn or denied: nothing can be met any more. */
  outstanding: OutstandingRequirementDto[];
}
