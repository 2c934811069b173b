import { IsNumber, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { PlainName } from '../../platform/text/plain-name.js';

/** A place in the city, as the post office writes it. */
export class AddressValue {
  /** House number and street. @example "14 Maple Street" */
  @IsString()
  @Length(1, 100)
  @PlainName()
  line1: string;

  /** Unit, suite, floor. @example "Unit 2B" */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  @PlainName()
  line2?: string;

  /** @example Fairview */
  @IsString()
  @Length(1, 60)
  city: string;

  /** Two capital letters. @example IL */
  @Matches(/^[A-Z]{2}$/, { message: 'must be the two capital letters of a state, such as IL' })
  state: string;

  /** Five digits, or nine with a dash. @example 60501 */
  @Matches(/^\d{5}(-\d{4})?$/, { message: 'must be a ZIP code such as 60501 or 60501-1234' })
  zip: string;

  /** The county's parcel identification number, when known. @example 15-22-105-011 */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  parcelNumber?: string;

  /** Degrees north (WGS 84), when known: inspectors' days are ordered by it. @example 41.7633 */
  @IsOptional()
  @IsNumber()
  @Min(-90)
  @Max(90)
  latitude?: number;

  /** Degrees east, so negative in the Americas; goes with `latitude`. @example -88.3171 */
  @IsOptional()
  @IsNumber()
  @Min(-180)
  @Max(180)
  longitude?: number;
}
