import { Injectable } from '@nestjs/common';
import { ArrayUnique, IsArray, IsIn, IsString, Matches } from 'class-validator';
import { ListOf, Part, Text, Whole } from '../../platform/config/file-fields.js';
import { CatalogueFileError, CityProfile, defineCatalogue, readCatalogueFile, WEEKDAYS, type Weekday } from '../city/index.js';
import { catalogueProblems } from './code-catalogue.rules.js';

const CODE = /^[a-z][a-z0-9-]{0,59}$/;
const TIME = { message: 'must be a time of day such as 09:00' };

/** What people report. */
export class ConcernCategory {
  @Matches(CODE)
  readonly code: string;

  @Text(80)
  readonly name: string;

  /** Whether a photo usually tells more than words. */
  @IsIn(['recommended', 'optional'])
  readonly photo: 'recommended' | 'optional';

  /** By when an officer goes and sees, in business days after the first concern. */
  @Whole(0, 60)
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

  @Text(120)
  readonly title: string;

  @Text(1000)
  readonly text: string;

  /** How long people usually get to comply. */
  @Whole(1, 365)
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
  @Whole(0, 90)
  readonly noticeDays: number;

  @Text(200)
  readonly place: string;
}

export class FineLimit {
  @Whole(1)
  readonly mostPerDayCents: number;
}

class CodeCatalogueFile {
  @ListOf(() => ConcernCategory, 1)
  readonly categories: readonly ConcernCategory[];

  @ListOf(() => CodeSection, 1)
  readonly sections: readonly CodeSection[];

  @Part(() => HearingCalendar)
  readonly hearing: HearingCalendar;

  @Part(() => FineLimit)
  readonly fine: FineLimit;
}
defineCatalogue((profile) => new CodeCatalogue(profile));

/** What the city enforces, from the file that its profile names; read and checked at start. */
@Injectable()
export class CodeCatalogue extends CodeCatalogueFile {
  private readonly categoryByCode: ReadonlyMap<string, ConcernCategory>;
  private readonly sectionByCode: ReadonlyMap<string, CodeSection>;

  constructor({ catalogues }: CityProfile) {
    super();
    Object.assign(this, readCatalogueFile(catalogues.codeEnforcement, CodeCatalogueFile));
    const problems = catalogueProblems(this);
    if (problems.length > 0) throw new CatalogueFileError(catalogues.codeEnforcement, problems);
    this.categoryByCode = new Map(this.categories.map((category) => [category.code, category]));
    this.sectionByCode = new Map(this.sections.map((section) => [section.code, section]));
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
