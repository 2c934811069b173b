import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { FIELD_TYPES, type FieldType } from '../../../platform/conditions/condition.js';
import { LEAST_NUMBER, MOST_DECIMALS, MOST_NUMBER, MOST_TEXT } from './answers.rules.js';

export const MOST_RULES = 100;
const kebab = () => Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'must be lower-case words joined by hyphens, such as site-plan' });

export class FieldOptionDto {
  /** What an answer holds. @example asphalt */
  @kebab()
  @MaxLength(60)
  value: string;

  /** What the applicant reads. @example Asphalt */
  @IsString()
  @Length(1, 120)
  label: string;
}

/** One question of an application form. */
export class FormFieldDto {
  /** Names the answer in `answers`. @example lengthFt */
  @Matches(/^[a-z][A-Za-z0-9]{0,59}$/, { message: 'must be a name such as lengthFt' })
  name: string;

  /** The question as an applicant reads it. @example "How long is the fence, in feet?" */
  @IsString()
  @Length(1, 200)
  label: string;

  /** What helps to answer it. @example "Width times height of the smallest rectangle around all letters." */
  @IsOptional()
  @IsString()
  @Length(1, 500)
  help?: string;

  /**
   * Kind of the answer: `integer` whole number; `number` with digits after the point; `money` whole cents; `date` `YYYY-MM-DD`;
   * `choice` the `value` of one of the `options`.
   */
  @IsIn(FIELD_TYPES)
  type: FieldType;

  /** Whether it must be answered before the application can be submitted. */
  @IsBoolean()
  required: boolean;

  /** For a `choice`. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @ValidateNested({ each: true })
  @Type(() => FieldOptionDto)
  options?: FieldOptionDto[];

  /** Least answer; 0 when left out. @example 0.5 */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: MOST_DECIMALS })
  @Min(LEAST_NUMBER)
  @Max(MOST_NUMBER)
  minimum?: number;

  /** Largest answer. @example 99.5 */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: MOST_DECIMALS })
  @Min(LEAST_NUMBER)
  @Max(MOST_NUMBER)
  maximum?: number;

  /** Most digits after the point of a `number`; 2 when left out. @example 1 */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DECIMALS)
  decimals?: number;

  /** Most characters of a `text`. @example 200 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_TEXT)
  maximumLength?: number;

  /**
   * The list that answers it: need not be asked, and what is said of it is overruled, when the address is in the city's list of parcels
   * and that tells (`searchAddresses`). Without a list the applicant is asked. For the fields `historicDistrict`, `insideCity`, `zone`
   * and `inspectionDistrict`.
   */
  @IsOptional()
  @IsIn(['parcel'])
  derivedFrom?: 'parcel';
}
