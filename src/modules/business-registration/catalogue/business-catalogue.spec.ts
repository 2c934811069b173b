import { expect, it } from '@jest/globals';
import { CityProfile, loadCityProfile, readCatalogueFile } from '../../city/index.js';
import type { BusinessDetails } from '../business-details.js';
import { BusinessRegistrationFile } from './business-catalogue-file.js';
import { BusinessCatalogue } from './business-catalogue.js';
import { catalogueProblems } from './business-catalogue.rules.js';

const profile = loadCityProfile();
const catalogue = new BusinessCatalogue(profile as CityProfile);

function details(activity: string, more: Partial<BusinessDetails['location']> = {}): BusinessDetails {
  return {
    business: { legalName: 'Demo', entityType: 'llc', activity, activityDescription: 'Demo', nonProfit: false, openedOn: '2026-04-01' },
    location: {
      address: { line1: '12 Maple Street', city: 'Fairview', state: 'IL', zip: '60501' },
      homeBased: false,
      squareFeet: 1800,
      employees: 6,
      fireSuppression: true,
      hazardousMaterials: false,
      ...more,
    },
    contacts: { owners: [], localManager: { name: 'Demo', phone: '5550101234' }, emergencyContacts: [] },
  };
}

it.each([
  ['professional-office', {}, ['zoning'], []],
  ['retail', {}, ['zoning'], ['occupancy']],
  ['restaurant', {}, ['zoning', 'fire'], ['occupancy']],
  ['restaurant', { homeBased: true }, ['zoning'], []],
  ['retail', { hazardousMaterials: true }, ['zoning', 'fire'], ['occupancy']],
  ['professional-office', { squareFeet: 12_000 }, ['zoning', 'fire'], []],
])('B-01 a business with the activity %s (%j) is looked at by %j and inspected for %j', (activity, location, reviews, inspections) => {
  const business = details(activity, location);
  expect(catalogue.reviewsFor(business).map(({ code }) => code)).toEqual(reviews);
  expect(catalogue.inspectionsFor(business).map(({ typeCode }) => typeCode)).toEqual(inspections);
});

it.each<[string, (file: any) => void, string]>([
  ['a code that stands twice', (file) => (file.activities[1].code = file.activities[0].code), '/activities/1/code'],
  ['a question that nobody is asked', (file) => (file.reviews[0].when = { field: 'color', eq: 'red' }), '/reviews/0/when/field'],
  ['a waiver of a fee that is none of these', (file) => (file.fees.waivers[0].of = ['plan-revision']), '/fees/waivers/0/of/0'],
  ['a reminder before the renewal opens', (file) => (file.renewal.remindDaysBefore = [90]), '/renewal/remindDaysBefore/0'],
])('refuses a file with %s', (_what, change, pointer) => {
  const file = structuredClone(readCatalogueFile(profile.catalogues.businessRegistration, BusinessRegistrationFile));
  change(file);
  expect(catalogueProblems(file).map((problem) => problem.pointer)).toContain(pointer);
});
