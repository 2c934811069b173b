import { Injectable } from '@nestjs/common';
import { evaluate, type Answers } from '../../../platform/conditions/condition.js';
import { CatalogueFileError, CityProfile, defineCatalogue, readCatalogueFile } from '../../city/index.js';
import type { RequiredInspection } from '../../inspections/index.js';
import type { Discipline } from '../../reviews/index.js';
import type { BusinessDetails, BusinessProfile } from '../business-details.js';
import { BusinessRegistrationFile, type BusinessActivity, type BusinessDocument, type EntityType } from './business-catalogue-file.js';
import { catalogueProblems } from './business-catalogue.rules.js';

/** What the city asks of businesses, from the file that its profile names; read and checked at start. */
@Injectable()
export class BusinessCatalogue {
  readonly file: BusinessRegistrationFile;
  private readonly entityTypes: ReadonlyMap<string, EntityType>;
  private readonly activities: ReadonlyMap<string, BusinessActivity>;

  constructor(profile: CityProfile) {
    const path = profile.catalogues.businessRegistration;
    this.file = readCatalogueFile(path, BusinessRegistrationFile);
    const problems = catalogueProblems(this.file);
    if (problems.length > 0) throw new CatalogueFileError(path, problems);
    this.entityTypes = new Map(this.file.entityTypes.map((each) => [each.code, each]));
    this.activities = new Map(this.file.activities.map((each) => [each.code, each]));
  }

  entityType(code: string): EntityType | undefined {
    return this.entityTypes.get(code);
  }

  activity(code: string): BusinessActivity | undefined {
    return this.activities.get(code);
  }

  /** A code that the city has dropped from its file stands for itself. */
  activityName(code: string): string {
    return this.activities.get(code)?.name ?? code;
  }

  entityTypeName(code: string): string {
    return this.entityTypes.get(code)?.name ?? code;
  }

  /** Whether the legal name is a person's. */
  namesPerson({ entityType }: BusinessProfile): boolean {
    return this.entityTypes.get(entityType)?.namesPerson ?? true;
  }

  documentsFor(details: Partial<BusinessDetails>): BusinessDocument[] {
    const answers = this.answersOf(details);
    return this.file.documents.filter(({ when }) => !when || evaluate(when, answers));
  }

  reviewsFor(details: BusinessDetails): Discipline[] {
    const answers = this.answersOf(details);
    return this.file.reviews
      .filter(({ when }) => !when || evaluate(when, answers))
      .map(({ code, name, businessDays }) => ({ code, name, businessDays }));
  }

  inspectionsFor(details: BusinessDetails): RequiredInspection[] {
    const answers = this.answersOf(details);
    return this.file.inspections
      .filter(({ when }) => !when || evaluate(when, answers))
      .map(({ code, name, discipline }, index) => ({ typeCode: code, typeName: name, discipline, sequence: index + 1, required: true }));
  }

  /** What conditions can ask about. */
  answersOf({ business, location }: Partial<BusinessDetails>): Answers {
    const activity = business && this.activities.get(business.activity);
    return {
      entityType: business?.entityType ?? null,
      activity: business?.activity ?? null,
      nonProfit: business?.nonProfit ?? null,
      activityFireReview: activity?.fireReview ?? null,
      activityOccupancyInspection: activity?.occupancyInspection ?? null,
      homeBased: location?.homeBased ?? null,
      squareFeet: location?.squareFeet ?? null,
      employees: location?.employees ?? null,
      fireSuppression: location?.fireSuppression ?? null,
      hazardousMaterials: location?.hazardousMaterials ?? null,
    };
  }
}
defineCatalogue((profile) => new BusinessCatalogue(profile));
