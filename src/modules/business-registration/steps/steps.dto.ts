import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsArray,
  IsBoolean,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { IsPhone } from '../../../platform/text/phone.js';
import { PlainName } from '../../../platform/text/plain-name.js';
import { IsMailbox } from '../../../platform/text/mailbox.js';
import { IsCivilDate } from '../../../platform/time/civil-date.js';
import { AddressValue } from '../../records/index.js';

const isCode = () => Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'must be a code such as retail' });
/** Null takes the number off the file. */
const unlessNull = () => ValidateIf((_step, value) => value !== undefined && value !== null);

/** What the business is, without its tax numbers. */
export class BusinessProfileDto {
  /** As registered with the state, or the owner's name. @example "Demo Bakery LLC" */
  @IsString()
  @Length(1, 120)
  @PlainName()
  legalName: string;

  /** The name over the door, when it is another one ("doing business as"). @example "Demo Bakery" */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  @PlainName()
  dbaName?: string;

  /** Code of the legal form (`getBusinessCatalogue`). @example llc */
  @isCode()
  @MaxLength(60)
  entityType: string;

  /** File number with the Secretary of State; some legal forms must give it. @example "12345678" */
  @IsOptional()
  @Matches(/^[A-Za-z0-9-]{1,20}$/, { message: 'must be a file number such as 12345678' })
  stateFileNumber?: string;

  /** Code of what the business mainly does (`getBusinessCatalogue`); it decides about reviews, inspection and documents. @example retail */
  @isCode()
  @MaxLength(60)
  activity: string;

  /** Six digits, when it is another one than that of the activity. @example "445291" */
  @IsOptional()
  @Matches(/^\d{6}$/, { message: 'must be a NAICS code of six digits, such as 445291' })
  naicsCode?: string;

  /** In the owner's words. @example "Bakes bread and cakes and sells them over the counter" */
  @IsString()
  @Length(1, 1000)
  activityDescription: string;

  /** A not-for-profit organization; it shows the letter of its tax exemption and pays no registration fee. @example false */
  @IsBoolean()
  nonProfit: boolean;

  /** When it opened here, or will. @example 2026-04-01 */
  @IsCivilDate()
  openedOn: string;
}

/** Step `business`: what the business is. */
export class BusinessStepRequest extends BusinessProfileDto {
  /**
   * Federal employer identification number, nine digits; kept sealed and shown in full to you and to permit technicians alone. Left
   * out, the one on file stays; null takes it off. @example "12-3456789"
   */
  @unlessNull()
  @Matches(/^\d{2}-?\d{7}$/, { message: 'must be nine digits such as 12-3456789' })
  fein?: string | null;

  /**
   * Account number with the state's department of revenue, as the city describes it (`getBusinessCatalogue`); kept like the FEIN.
   * @example "1234-5678"
   */
  @unlessNull()
  @Matches(/^\d[\d-]{0,24}$/, { message: 'must be digits such as 1234-5678' })
  ibt?: string | null;
}

/** Step `location`: where the business is. */
export class LocationStepRequest {
  /**
   * Where it is open. When the city has loaded its list of addresses, one of those (`searchAddresses`). That of a business run from a
   * home is never public.
   */
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => AddressValue)
  address: AddressValue;

  /** Run from somebody's home. @example false */
  @IsBoolean()
  homeBased: boolean;

  /** Floor area that the business uses. @example 1800 */
  @IsInt()
  @Min(1)
  @Max(10_000_000)
  squareFeet: number;

  /** People who work there, owners included. @example 6 */
  @IsInt()
  @Min(0)
  @Max(100_000)
  employees: number;

  /** How many shifts a day. @example 1 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(4)
  shifts?: number;

  /** Off the street, for customers and staff. @example 8 */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  parkingSpaces?: number;

  /** Who owns the building, when it is somebody else. @example "Demo Properties" */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  buildingOwner?: string;

  /** Who watches the alarm. @example "Demo Alarm Company" */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  alarmCompany?: string;

  /** Whether there are sprinklers or another system that puts out fires. @example true */
  @IsBoolean()
  fireSuppression: boolean;

  /** Whether anything flammable, corrosive, toxic or explosive is kept beyond household amounts. @example false */
  @IsBoolean()
  hazardousMaterials: boolean;

  /** Which materials and how much; required with `hazardousMaterials`. @example "Propane, four 20 lb cylinders" */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  hazardousMaterialsDescription?: string;
}

export class BusinessContactDto {
  /** @example "Demo Manager" */
  @IsString()
  @Length(1, 120)
  @PlainName()
  name: string;

  /** @example "+1 630-555-0161" */
  @IsPhone()
  phone: string;

  /** @example manager@example.com */
  @IsOptional()
  @IsMailbox()
  @MaxLength(254)
  email?: string;
}

export class BusinessOwnerDto extends BusinessContactDto {
  /** What the person is in the business. @example "Member" */
  @IsOptional()
  @IsString()
  @MaxLength(80)
  @PlainName()
  title?: string;

  /** Home or office address; shown to the owner and to staff alone. */
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => AddressValue)
  address: AddressValue;
}

/** Step `owners-and-contacts`: who answers for the business, and who is called when something happens at night. */
export class OwnersAndContactsStepRequest {
  /** Owners or principal officers. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => BusinessOwnerDto)
  owners: BusinessOwnerDto[];

  /** Who runs it from day to day. */
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => BusinessContactDto)
  localManager: BusinessContactDto;

  /** In the order in which they are called. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(5)
  @ValidateNested({ each: true })
  @Type(() => BusinessContactDto)
  emergencyContacts: BusinessContactDto[];
}

/** Step `documents`: everything that `documents` asks for has been uploaded (`uploadAttachment`). */
export class DocumentsStepRequest {
  /** Always true: that was all. What is missing is refused by its code (`/floor-plan`). @example true */
  @Equals(true, { message: 'must be true' })
  complete: boolean;
}

/** Step `review-and-fees`, and the end of a renewal: the owner has read everything and seen what it costs. */
export class ReviewAndFeesStepRequest {
  /** Always true: the owner confirms `confirmation`. @example true */
  @Equals(true, { message: 'must be true' })
  confirmed: boolean;

  /** The total that the owner saw, in US cents; refused when it is another one today. @example 3000 */
  @IsInt()
  @Min(0)
  totalCents: number;
}
