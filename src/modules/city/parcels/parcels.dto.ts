import { ApiProperty, PickType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsInt, IsNumber, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { PageQuery } from '../../../platform/http/paging.js';
import type { AddressRow } from './parcel.js';
import { PlainName } from '../../../platform/text/plain-name.js';

export class AddressSearchQuery {
  /**
   * What has been typed so far, the house number first; typing errors are forgiven. Without it no address is proposed, but `listLoaded`
   * tells whether there is a list.
   *
   * @example "12 oak"
   */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  /** How many addresses at most. @example 10 */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(20)
  limit: number = 10;
}

/** An address of the city's list, with what the list says of its parcel. */
export class ListedAddressDto {
  /** House number and street. @example "12 Oak Street" */
  line1: string;

  /** Unit, suite, floor. @example "Unit 2B" */
  line2: string | null;

  /** @example Fairview */
  city: string;

  /** @example IL */
  state: string;

  /** @example 60501 */
  zip: string;

  /** The county's parcel identification number. @example 15-22-104-007 */
  parcelNumber: string;

  /** Code of the inspection district; null when the list does not say. @example east */
  district: string | null;

  /** Zoning district, as the zoning map names it; null when the list does not say. @example R-2 */
  zone: string | null;

  /** Whether the parcel is a landmark or in a historic district; null when the list does not say. */
  historic: boolean | null;

  /** Whether the parcel is inside the city's limits; null when the list does not say. */
  insideCity: boolean | null;

  /** Degrees north (WGS 84). @example 41.7606 */
  @ApiProperty({ type: 'number', nullable: true })
  latitude: number | null;

  /** Degrees east, so negative in the Americas. @example -88.3201 */
  @ApiProperty({ type: 'number', nullable: true })
  longitude: number | null;
}

export class AddressSearchDto {
  /** The best fit first. */
  items: ListedAddressDto[];

  /** Whether the city has loaded a list. With one, an application takes only its addresses; without one, any. */
  listLoaded: boolean;
}

const TRUE_OR_FALSE: Record<string, unknown> = { true: true, false: false };
const bool = () =>
  Transform(({ value }: { value: unknown }) => (typeof value === 'string' && value in TRUE_OR_FALSE ? TRUE_OR_FALSE[value] : value));

export class ParcelListQuery extends PageQuery {
  /** Beginning of a parcel number, or of an address on the parcel. @example 15-22 */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  q?: string;

  /** Only this zone. @example R-2 */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  zone?: string;

  /** Only this inspection district. @example east */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  district?: string;

  /** `true` for retired parcels; without it, those in use. */
  @IsOptional()
  @bool()
  @IsBoolean()
  retired?: boolean;
}

export class ParcelAddressDto extends PickType(ListedAddressDto, [
  'line1',
  'line2',
  'city',
  'state',
  'zip',
  'latitude',
  'longitude',
] as const) {
  id: string;
}

export class ParcelDto {
  /** The county's parcel identification number. @example 15-22-104-007 */
  number: string;

  /** Code of the inspection district; null when the list does not say, and the ZIP code decides. @example east */
  district: string | null;

  /** @example R-2 */
  zone: string | null;

  /** Whether it is a landmark or in a historic district; null when the list does not say. */
  historic: boolean | null;

  /** Whether it is inside the city's limits; null when the list does not say. */
  insideCity: boolean | null;

  /** Its addresses in use, in the order of their streets. */
  addresses: ParcelAddressDto[];

  /** When its facts or its state were changed last. */
  changedAt: string;

  /** Since when it has not been in use; null while it is. */
  retiredAt: string | null;

  /** Where the records at it are found. @example "/v1/records?address=15-22-104-007" */
  recordsLink: string;

  /** Part of the `ETag`; send it back in `If-Match` with a change. @example 2 */
  version: number;
}

export class ParcelPageDto {
  items: ParcelDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}

/** What the city says of a parcel; null takes it back. */
export class UpdateParcelRequest {
  /** Code of an inspection district of the city's profile. @example east */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  district?: string | null;

  /** @example R-2 */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  zone?: string | null;

  /** Whether it is a landmark or in a historic district. */
  @IsOptional()
  @IsBoolean()
  historic?: boolean | null;

  /** Whether it is inside the city's limits. */
  @IsOptional()
  @IsBoolean()
  insideCity?: boolean | null;
}

export class AddParcelAddressRequest extends UpdateParcelRequest {
  /** The parcel that it lies on; a number that is not in the list makes a new parcel. @example 15-22-104-007 */
  @Matches(/^[A-Za-z0-9][ -~]{0,39}$/, { message: 'must be a parcel number of letters, digits, dashes and dots, at most 40' })
  parcelNumber: string;

  /** House number and street. @example "12 Oak Street" */
  @IsString()
  @Length(1, 100)
  @PlainName()
  line1: string;

  /** Unit, suite, floor. @example "Unit 2B" */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  @PlainName()
  line2?: string;

  /** Without it, the city of the profile. @example Fairview */
  @IsOptional()
  @IsString()
  @Length(1, 60)
  @PlainName()
  city?: string;

  /** Without it, the state of the profile. @example IL */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/, { message: 'must be the two capital letters of a state, such as IL' })
  state?: string;

  /** @example 60501 */
  @Matches(/^\d{5}(-\d{4})?$/, { message: 'must be a ZIP code such as 60501 or 60501-1234' })
  zip: string;

  /** Degrees north (WGS 84); goes with `longitude`. @example 41.7606 */
  @IsOptional()
  @IsNumber()
  @Min(-90)
  @Max(90)
  latitude?: number;

  /** Degrees east, so negative in the Americas. @example -88.3201 */
  @IsOptional()
  @IsNumber()
  @Min(-180)
  @Max(180)
  longitude?: number;
}

export class RetireParcelRequest {
  /** For the audit log. @example "Joined with its neighbor" */
  @IsString()
  @Length(1, 500)
  reason: string;
}

export function toListedAddress({ id: _id, ...address }: AddressRow): ListedAddressDto {
  return address;
}
