import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsOptional, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import { IsCivilDate } from '../../platform/time/civil-date.js';
import { AddressValue } from '../records/index.js';
import { NAMED_CLOSE_REASONS, type NamedCloseReason } from './case.status.js';
import { PointedPlaceRequest } from './concerns/concerns.dto.js';

export class CasePlaceRequest {
  /** Where it is: when the city has loaded its list of addresses, one of those (`searchAddresses`). Either this or `place`. */
  @IsOptional()
  @ValidateNested()
  @Type(() => AddressValue)
  address?: AddressValue;

  /** Where it is, when it has no address. Either this or `address`. */
  @IsOptional()
  @ValidateNested()
  @Type(() => PointedPlaceRequest)
  place?: PointedPlaceRequest;

  /** A case of its own although another is open at the place. */
  @IsOptional()
  @IsBoolean()
  apart?: boolean;
}

export class OpenCaseRequest extends CasePlaceRequest {
  /** Code of a category (`listConcernCategories`). @example deteriorated-structure */
  @IsString()
  @Length(1, 60)
  category: string;
}

export class AssignCaseRequest {
  /** Account of a code officer; without it, you. */
  @IsOptional()
  @IsUUID()
  officerId?: string;
}

class WithFiles {
  /** Photos and other files, uploaded to the record before (`uploadAttachment`). */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  attachmentIds?: string[];
}

export class InspectCaseRequest extends WithFiles {
  /** Whether a violation was seen. */
  @IsBoolean()
  violationFound: boolean;

  /** What was seen, for the respondent to read. @example "Grass up to 20 inches on the whole lot." */
  @IsString()
  @Length(3, 4000)
  findings: string;

  /** The day of the visit; today when left out. @example 2026-03-02 */
  @IsOptional()
  @IsCivilDate()
  visitedOn?: string;
}

export class ExtendComplianceRequest {
  /** The new date: a business day, later than the one in force. @example 2026-03-30 */
  @IsCivilDate()
  complyBy: string;

  /** For the respondent to read. @example "The contractor comes in the last week of March." */
  @IsString()
  @Length(3, 1000)
  reason: string;
}

export class ReinspectCaseRequest {
  /**
   * What was seen, when the officer has been there without an appointment. Without it a re-inspection is opened, which the
   * respondent or staff book like any inspection.
   */
  @IsOptional()
  @IsBoolean()
  complied?: boolean;

  /** Goes with `complied`. @example "The lot is mown." */
  @IsOptional()
  @IsString()
  @Length(3, 4000)
  findings?: string;
}

export class CaseReasonRequest {
  /** For the respondent to read. @example "Nothing was done by the compliance date." */
  @IsString()
  @Length(3, 1000)
  reason: string;
}

export class CiteCaseRequest extends CaseReasonRequest {
  /** `true` when it cannot be waited until the compliance date has passed, for the reason that is given. @example false */
  @IsOptional()
  @IsBoolean()
  early?: boolean;
}

export class CloseCaseRequest {
  @IsIn(NAMED_CLOSE_REASONS)
  reason: NamedCloseReason;

  /** What else to say of it, for the respondent. @example "The lot is mown." */
  @IsOptional()
  @IsString()
  @Length(1, 1000)
  note?: string;
}

export class RespondToCaseRequest extends WithFiles {
  /** @example "The lot was mown on Friday, see the photo." */
  @IsString()
  @Length(3, 4000)
  text: string;
}
