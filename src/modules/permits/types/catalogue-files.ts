import { Type } from 'class-transformer';
import {
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { PermitTypeDefinitionDto } from './permit-type-definition.dto.js';

export class NamedEntry {
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  code: string;

  @IsString()
  @Length(1, 200)
  name: string;
}

export class DisciplineEntry extends NamedEntry {
  @IsInt()
  @Min(1)
  @Max(365)
  businessDays: number;
}

export class InspectionTypeEntry extends NamedEntry {
  @IsString()
  @Length(1, 80)
  discipline: string;

  @IsBoolean()
  final: boolean;
}

export class PermitTypeEntry extends PermitTypeDefinitionDto {
  @Matches(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/)
  @Length(1, 40)
  code: string;
}

/** The city's file of online permit types and the words they are written in. */
export class PermitTypesFile {
  @IsOptional()
  @IsString()
  note?: string;

  @IsOptional()
  @IsObject()
  sources?: Record<string, string>;

  @IsArray()
  @ArrayMinSize(1)
  @ValidateNested({ each: true })
  @Type(() => NamedEntry)
  categories: NamedEntry[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => DisciplineEntry)
  disciplines: DisciplineEntry[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => NamedEntry)
  documentTypes: NamedEntry[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => InspectionTypeEntry)
  inspectionTypes: InspectionTypeEntry[];

  @IsArray()
  @ArrayMinSize(1)
  @ValidateNested({ each: true })
  @Type(() => PermitTypeEntry)
  permitTypes: PermitTypeEntry[];
}

/** The city's file of permit types that are taken at the counter or by mail only. */
export class CounterTypesFile {
  @IsOptional()
  @IsString()
  note?: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => NamedEntry)
  categories: NamedEntry[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => NamedEntry)
  reasons: NamedEntry[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => PermitTypeEntry)
  permitTypes: PermitTypeEntry[];
}
