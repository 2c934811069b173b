import { IsIn } from 'class-validator';
import { OutstandingActionDto, WAITING_ON, type KeptItem } from '../../records/index.js';
import { PERMIT_STATUSES, type PermitStatus } from '../permit.status.js';

export const REQUIREMENT_KINDS = ['review', 'fee', 'contractor', 'document'] as const;
export type RequirementKind = (typeof REQUIREMENT_KINDS)[number];

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
  waitingOn: KeptItem['waitingOn'];

  /** Since when it is open. @example 2026-03-02T15:04:05Z */
  since: string;

  /** By when, where a day is set: the last day of a review. @example 2026-03-09 */
  dueOn: string | null;

  /** What is to be paid, in US cents; fees only. @example 7500 */
  amountCents?: number;

  /** What can be done about it, when it is for the applicant's side. */
  action?: OutstandingActionDto;
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

/** Nothing is left to be met; of a closed application it cannot be said. */
const MET: readonly PermitStatus[] = ['approved', 'issued', 'finaled'];

export function toPermitRequirementsDto(
  { number, status }: { number: string; status: PermitStatus },
  items: readonly KeptItem[],
): PermitRequirementsDto {
  // What the work of an issued permit still needs is no requirement of its issue.
  const outstanding = status === 'issued' ? [] : items.map(toRequirementDto);
  return { number, status, met: outstanding.length === 0 && MET.includes(status), outstanding };
}

function toRequirementDto({ kind, code, label, waitingOn, since, dueOn, amountCents, action }: KeptItem): OutstandingRequirementDto {
  return {
    kind: kind as RequirementKind,
    code,
    label,
    waitingOn,
    since: since.toString(),
    dueOn: dueOn?.toString() ?? null,
    ...(amountCents === undefined ? {} : { amountCents }),
    ...(action === undefined ? {} : { action }),
  };
}
