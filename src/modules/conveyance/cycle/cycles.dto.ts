import { IsIn, IsInt } from 'class-validator';
import { CYCLE_KINDS, INSPECTION_KINDS, type CycleKind, type InspectionKind } from '../conveyance.status.js';

export class ConveyanceCycleInspectionDto {
  /** @example annual */
  @IsIn(INSPECTION_KINDS)
  kind: InspectionKind;

  /** @example "Annual conveyance inspection" */
  name: string;

  /** The inspection to book (`scheduleInspection`); after a failed visit its re-inspection. @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  inspectionId: string;

  /** @example "2026-03-05" */
  passedOn: string | null;

  /** The day of the booked visit. @example "2026-03-05" */
  appointmentOn: string | null;

  /** Until when what the inspector found must be put right. @example "2026-04-04" */
  correctionsDueOn: string | null;
}

/** A renewal, or the way to the first certificate. */
export class ConveyanceCycleDto {
  /** @example annual */
  @IsIn(CYCLE_KINDS)
  kind: CycleKind;

  /** @example "2026-01-30" */
  openedOn: string;

  /** Last day of the certificate that is to be renewed; null before the first one. @example "2026-03-31" */
  dueOn: string | null;

  /** Days since then without a certificate. @example 0 */
  @IsInt()
  daysOverdue: number;

  /** What is to be paid, in US cents. @example 10000 */
  @IsInt()
  feesDueCents: number;

  /** What must pass, in any order. */
  inspections: ConveyanceCycleInspectionDto[];
}

export class MissingForCertificateDto {
  /** @example "inspection" */
  @IsIn(['fee', 'inspection'])
  kind: 'fee' | 'inspection';

  /** In words. @example "Annual conveyance inspection" */
  label: string;

  /** What is to be paid, in US cents; null for an inspection. @example 10000 */
  amountCents: number | null;
}
