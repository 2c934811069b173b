import { Injectable } from '@nestjs/common';
import { ArrayUnique, IsArray, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';
import { ListOf, Part, Text, Whole } from '../../platform/config/file-fields.js';
import type { FieldError } from '../../platform/errors/domain-error.js';
import { repeatedCodes } from '../../platform/errors/repeated-codes.js';
import { CatalogueFileError, CityProfile, defineCatalogue, readCatalogueFile } from '../city/index.js';
import { CATEGORY_TESTS, INSPECTION_KINDS, type CategoryTest, type InspectionKind } from './conveyance.status.js';

const isCode = () => Matches(/^[a-z][a-z0-9-]{1,39}$/, { message: 'must be a code such as passenger-traction' });

export class NamedCode {
  @isCode()
  readonly code: string;

  @Text(120)
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

  @Text(120)
  readonly name: string;

  /** Null when it comes with an occasion, not with a date. */
  @IsOptional()
  @Whole(1, 600)
  readonly intervalMonths: number | null;
}

export class CycleTerms {
  /** How long before the certificate runs out its renewal begins. */
  @Whole(1, 365)
  readonly opensDaysBefore: number;

  /** Days past due on which the owner is reminded; 0 is the first day without a certificate. */
  @IsArray()
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(3650, { each: true })
  readonly noticeDays: readonly number[];

  /** How long the owner has to put right what an inspector found (41 Ill. Adm. Code 1000.140(b)(5)). */
  @Whole(1, 365)
  readonly correctionDays: number;
}

export class CertificateTerms {
  @Text(120)
  readonly name: string;

  @Whole(1, 120)
  readonly validMonths: number;
}

export class LateFee {
  @isCode()
  readonly code: string;

  @Whole(1, 3650)
  readonly daysOverdue: number;
}

/** Codes of `globalFees` of the fee schedule, where the amounts are. */
export class ConveyanceFees {
  @isCode()
  readonly certificate: string;

  /** Without it renewing late costs nothing. */
  @IsOptional()
  @Part(() => LateFee)
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
  @Part(() => NamedCode)
  readonly discipline: NamedCode;

  @Part(() => CycleTerms)
  readonly cycle: CycleTerms;

  @Part(() => CertificateTerms)
  readonly certificate: CertificateTerms;

  @Part(() => ConveyanceFees)
  readonly fees: ConveyanceFees;

  @ListOf(() => ConveyanceInspection)
  readonly inspections: readonly ConveyanceInspection[];

  @ListOf(() => NamedCode)
  readonly drives: readonly NamedCode[];

  @ListOf(() => ConveyanceType, 1)
  readonly types: readonly ConveyanceType[];
}

/** What the city calls its conveyances and asks of them, from the file that its profile names; read and checked at start. */
@Injectable()
export class ConveyanceCatalogue extends ConveyanceFile {
  constructor({ catalogues }: CityProfile) {
    super();
    Object.assign(this, readCatalogueFile(catalogues.conveyance, ConveyanceFile));
    const problems = brokenRules(this);
    if (problems.length > 0) throw new CatalogueFileError(catalogues.conveyance, problems);
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
    ...repeatedCodes(inspections, '/inspections'),
    ...repeatedCodes(drives, '/drives'),
    ...repeatedCodes(types, '/types'),
  ];
}
