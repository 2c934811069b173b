import { IsBoolean, IsIn, IsInt } from 'class-validator';
import { AddressValue } from '../../records/index.js';
import { INSPECTION_STATUSES, type InspectionStatus } from '../inspection.status.js';
import { ArrivalWindowDto, CorrectionDto, InspectionHoldDto } from '../inspections.dto.js';

/** One stop of an inspector's day. */
export class InspectorStopDto {
  inspectionId: string;

  /** Its place in the day, 1 first. @example 1 */
  @IsInt()
  order: number;

  /** The booked time. @example "09:30" */
  start: string;

  /** @example "10:00" */
  end: string;

  /** What the parties were told; null before 7:30 of the day. */
  arrivalWindow: ArrivalWindowDto | null;

  @IsIn(INSPECTION_STATUSES)
  status: InspectionStatus;

  /** @example fence-final */
  typeCode: string;

  /** @example "Fence final" */
  typeName: string;

  /** 1 for the first visit, higher for each re-inspection. @example 1 */
  @IsInt()
  visit: number;

  /** @example ZAS-2026-00017 */
  recordNumber: string;

  /** What the permit is for. @example Fence */
  recordTypeName: string;

  /** @example "Replace the fence in the back yard" */
  description: string | null;

  /** Where to go. */
  address: AddressValue | null;

  /** @example "Fairview Fencing" */
  contractorName: string | null;

  /** Who lets the inspector in. @example "Demo Resident" */
  contactName: string | null;

  /** @example 555-010-1234 */
  contactPhone: string | null;

  /** @example "The gate is on Alder Court." */
  note: string | null;

  /** While nothing more can be booked on the record; the visit goes on as it is booked. */
  hold: InspectionHoldDto | null;

  /** What was found before and has to be put right by now. */
  checklist: CorrectionDto[];
}

/** An inspector's day, in the order in which it is driven. */
export class InspectorDayDto {
  inspectorId: string;

  /** @example "Demo Inspector" */
  inspectorName: string;

  /** @example 2026-03-05 */
  date: string;

  /** Whether the day has been put in order; before 7:30 of the day stops stand as they are booked. */
  @IsBoolean()
  planned: boolean;

  /** In the order in which they are driven. */
  stops: InspectorStopDto[];
}
