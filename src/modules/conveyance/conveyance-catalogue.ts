import { Injectable } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
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
import type { FieldError } from '../../platform/errors/domain-error.js';
import { CatalogueFileError, CityProfile, defineCatalogue, readCatalogueFile } from '../city/index.js';
import { CATEGORY_TESTS, INSPECTION_KINDS, type CategoryTest, type InspectionKind } from './conveyance.status.js';

const isCode = () => Matches(/^[a-z][a-z0-9-]{1,39}$/, { message: 'must be a code such as passenger-traction' });

export class NamedCode {
  @isCode()
  readonly code: string;

  @IsString()
  @Length(1, 120)
  readonly name: string;
}

export class ConveyanceType extends NamedCode {
  /** The tests it needs besides the annual inspection. */
  @IsArray()
  @ArrayUnique()
  @IsIn(CATEGORY_TESTS, { each: true })
  readonly tests: readonly CategoryTest[];
}

export class ConveyanceInspection {
  @IsIn(INSPECTION_KINDS)
  readonly code: InspectionKind;

  @IsString()
  @Length(1, 120)
  readonly name: string;

  /** Null when it comes with an occasion, not with a date. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(600)
  readonly intervalMonths: number | null;
}

export class CycleTerms {
  /** How long before the certificate runs out its renewal begins. */
  @IsInt()
  @Min(1)
  @Max(365)
  readonly opensDaysBefore: number;

  /** Days past due on which the owner is reminded; 0 is the first day without a certificate. */
  @IsArray()
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(3650, { each: true })
  readonly noticeDays: readonly number[];

  /** How long the owner has to put right what an inspector found (41 Ill. Adm. Code 1000.140(b)(5)). */
  @IsInt()
  @Min(1)
  @Max(365)
  readonly correctionDays: number;
}

export class CertificateTerms {
  @IsString()
  @Length(1, 120)
  readonly name: string;

  @IsInt()
  @Min(1)
  @Max(120)
  readonly validMonths: number;
}

export class LateFee {
  @isCode()
  readonly code: string;

  @IsInt()
  @Min(1)
  @Max(3650)
  readonly daysOverdue: number;
}

/** Codes of `globalFees` of the fee schedule, where the amounts are. */
export class ConveyanceFees {
  @isCode()
  readonly certificate: string;

  /** Without it renewing late costs nothing. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LateFee)
  readonly late?: LateFee;
}

class ConveyanceFile {
  @IsOptional()
  @IsString()
  readonly note?: string;

  /** The class that a maintenance contractor must have. */
  @isCode()
  readonly contractorClass: string;

  /** What inspectors of conveyances have among their disciplines. */
  @IsObject()
  @ValidateNested()
  @Type(() => NamedCode)
  readonly discipline: NamedCode;

  @IsObject()
  @ValidateNested()
  @Type(() => CycleTerms)
  readonly cycle: CycleTerms;

  @IsObject()
  @ValidateNested()
  @Type(() => CertificateTerms)
  readonly certificate: CertificateTerms;

  @IsObject()
  @ValidateNested()
  @Type(() => ConveyanceFees)
  readonly fees: ConveyanceFees;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ConveyanceInspection)
  readonly inspections: readonly ConveyanceInspection[];

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => NamedCode)
  readonly drives: readonly NamedCode[];

  @IsArray()
  @ArrayMinSize(1)
  @ValidateNested({ each: true })
  @Type(() => ConveyanceType)
  readonly types: readonly ConveyanceType[];
}

/** What the city calls its conveyances and asks of them, from the file that its profile names; read and checked at start. */
@Injectable()
export class ConveyanceCatalogue {
  readonly contractorClass: string;
  readonly discipline: NamedCode;
  readonly cycle: CycleTerms;
  readonly certificate: CertificateTerms;
  readonly fees: ConveyanceFees;
  readonly inspections: readonly ConveyanceInspection[];
  readonly drives: readonly NamedCode[];
  readonly types: readonly ConveyanceType[];

  constructor(profile: CityProfile) {
    const path = profile.catalogues.conveyance;
    const file = readCatalogueFile(path, ConveyanceFile);
    const problems = brokenRules(file);
    if (problems.length > 0) throw new CatalogueFileError(path, problems);
    this.contractorClass = file.contractorClass;
    this.discipline = file.discipline;
    this.cycle = file.cycle;
    this.certificate = file.certificate;
    this.fees = file.fees;
    this.inspections = file.inspections;
    this.drives = file.drives;
    this.types = file.types;
  }

  type(code: string): ConveyanceType | undefined {
    return this.types.find((each) => each.code === code);
  }

  /** Also of a type that the city has dropped since. */
  typeName(code: string): string {
    return this.type(code)?.name ?? code;
  }

  drive(code: string): NamedCode | undefined {
    return this.drives.find((each) => each.code === code);
  }

  inspection(kind: InspectionKind): ConveyanceInspection {
    return this.inspections.find(({ code }) => code === kind)!;
  }
}
defineCatalogue((profile) => new ConveyanceCatalogue(profile));

function brokenRules({ inspections, drives, types }: ConveyanceFile): FieldError[] {
  const missing = INSPECTION_KINDS.filter((kind) => !inspections.some(({ code }) => code === kind));
  const withoutInterval = CATEGORY_TESTS.filter((test) => inspections.some(({ code, intervalMonths }) => code === test && !intervalMonths));
  return [
    ...missing.map((kind) => ({ pointer: '/inspections', detail: `must have the inspection ${kind}` })),
    ...withoutInterval.map((test) => ({ pointer: '/inspections', detail: `must say after how many months ${test} is due again` })),
    ...[
      ['inspections', inspections],
      ['drives', drives],
      ['types', types],
    ].flatMap(([name, entries]) => repeated(`/${name as string}`, entries as readonly { code: string }[])),
  ];
}

function repeated(place: string, entries: readonly { code: string }[]): FieldError[] {
  return entries.flatMap(({ code }, index) =>
    entries.findIndex((each) => each.code === code) < index ? [{ pointer: `${place}/${index}/code`, detail: `stands twice: ${code}` }] : [],
  );
}
