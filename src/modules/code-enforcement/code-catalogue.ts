import { Injectable } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { CatalogueFileError, CityProfile, defineCatalogue, readCatalogueFile, WEEKDAYS, type Weekday } from '../city/index.js';
import { catalogueProblems } from './code-catalogue.rules.js';

const CODE = /^[a-z][a-z0-9-]{0,59}$/;
const TIME = { message: 'must be a time of day such as 09:00' };

/** What people report. */
export class ConcernCategory {
  @Matches(CODE)
  readonly code: string;

  @IsString()
  @Length(1, 80)
  readonly name: string;

  /** Whether a photo usually tells more than words. */
  @IsIn(['recommended', 'optional'])
  readonly photo: 'recommended' | 'optional';

  /** By when an officer goes and sees, in business days after the first concern. */
  @IsInt()
  @Min(0)
  @Max(60)
  readonly visitWithinBusinessDays: number;

  /** The sections that such a case usually rests on. */
  @IsArray()
  @ArrayUnique()
  @IsString({ each: true })
  readonly sections: readonly string[];
}

/** A section of the city's codes that a notice may quote. */
export class CodeSection {
  @Matches(/^[A-Z0-9][A-Za-z0-9().-]{0,39}$/)
  readonly code: string;

  @IsString()
  @Length(1, 120)
  readonly title: string;

  @IsString()
  @Length(1, 1000)
  readonly text: string;

  /** How long people usually get to comply. */
  @IsInt()
  @Min(1)
  @Max(365)
  readonly complianceDays: number;
}

/** When and where administrative hearings are held. */
export class HearingCalendar {
  @IsIn(WEEKDAYS)
  readonly weekday: Weekday;

  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, TIME)
  readonly from: string;

  /** The last start. */
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, TIME)
  readonly to: string;

  /** Days between the notice of a hearing and the hearing, at least. */
  @IsInt()
  @Min(0)
  @Max(90)
  readonly noticeDays: number;

  @IsString()
  @Length(1, 200)
  readonly place: string;
}

export class FineLimit {
  @IsInt()
  @Min(1)
  readonly mostPerDayCents: number;
}

export class CodeCatalogueFile {
  @IsArray()
  @ArrayMinSize(1)
  @ValidateNested({ each: true })
  @Type(() => ConcernCategory)
  readonly categories: readonly ConcernCategory[];

  @IsArray()
  @ArrayMinSize(1)
  @ValidateNested({ each: true })
  @Type(() => CodeSection)
  readonly sections: readonly CodeSection[];

  @IsObject()
  @ValidateNested()
  @Type(() => HearingCalendar)
  readonly hearing: HearingCalendar;

  @IsObject()
  @ValidateNested()
  @Type(() => FineLimit)
  readonly fine: FineLimit;
}
defineCatalogue((profile) => new CodeCatalogue(profile));

/** What the city enforces, from the file that its profile names; read and checked at start. */
@Injectable()
export class CodeCatalogue {
  readonly categories: readonly ConcernCategory[];
  readonly sections: readonly CodeSection[];
  readonly hearing: HearingCalendar;
  readonly mostFinePerDayCents: number;
  private readonly categoryByCode: ReadonlyMap<string, ConcernCategory>;
  private readonly sectionByCode: ReadonlyMap<string, CodeSection>;

  constructor({ catalogues }: CityProfile) {
    const file = readCatalogueFile(catalogues.codeEnforcement, CodeCatalogueFile);
    const problems = catalogueProblems(file);
    if (problems.length > 0) throw new CatalogueFileError(catalogues.codeEnforcement, problems);
    this.categories = file.categories;
    this.sections = file.sections;
    this.hearing = file.hearing;
    this.mostFinePerDayCents = file.fine.mostPerDayCents;
    this.categoryByCode = new Map(file.categories.map((category) => [category.code, category]));
    this.sectionByCode = new Map(file.sections.map((section) => [section.code, section]));
  }

  category(code: string): ConcernCategory | undefined {
    return this.categoryByCode.get(code);
  }

  /** Also of one that the city has dropped since. */
  categoryName(code: string): string {
    return this.categoryByCode.get(code)?.name ?? code;
  }

  section(code: string): CodeSection | undefined {
    return this.sectionByCode.get(code);
  }
}
