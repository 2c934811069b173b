import { validateCondition, type ConditionField } from '../../../platform/conditions/condition.js';
import type { FieldError } from '../../../platform/errors/domain-error.js';
import { repeatedCodes } from '../../../platform/errors/repeated-codes.js';
import type { BusinessRegistrationFile } from './business-catalogue-file.js';

/** What in the city's file does not fit together. */
export function catalogueProblems(file: BusinessRegistrationFile): FieldError[] {
  const fields = questions(file);
  const conditions = (list: 'documents' | 'reviews' | 'inspections') =>
    file[list].flatMap(({ when }, index) => (when ? validateCondition(when, fields, `/${list}/${index}/when`) : []));
  return [
    ...(['entityTypes', 'activities', 'documents', 'reviews', 'inspections'] as const).flatMap((list) =>
      repeatedCodes(file[list], `/${list}`),
    ),
    ...(['documents', 'reviews', 'inspections'] as const).flatMap(conditions),
    ...file.fees.waivers.flatMap(({ when, of }, index) => [
      ...validateCondition(when, fields, `/fees/waivers/${index}/when`),
      ...unknownFees(file, of, `/fees/waivers/${index}/of`),
    ]),
    ...file.renewal.remindDaysBefore.flatMap((days, index) =>
      days > file.renewal.opensDaysBefore
        ? [
            {
              pointer: `/renewal/remindDaysBefore/${index}`,
              detail: `must not be before the renewal opens: ${file.renewal.opensDaysBefore} days`,
            },
          ]
        : [],
    ),
  ];
}

function unknownFees({ fees }: BusinessRegistrationFile, codes: readonly string[], pointer: string): FieldError[] {
  const known = [fees.registration, fees.renewal, fees.late];
  return codes.flatMap((code, index) =>
    known.includes(code) ? [] : [{ pointer: `${pointer}/${index}`, detail: `must be one of ${known.join(', ')}` }],
  );
}

function questions({ entityTypes, activities }: BusinessRegistrationFile): ConditionField[] {
  const options = (entries: readonly { code: string; name: string }[]) => entries.map(({ code, name }) => ({ value: code, label: name }));
  return [
    { name: 'entityType', label: 'Legal form', type: 'choice', options: options(entityTypes) },
    { name: 'activity', label: 'Activity', type: 'choice', options: options(activities) },
    { name: 'nonProfit', label: 'Not for profit', type: 'boolean' },
    { name: 'activityFireReview', label: 'Activity asks for a fire review', type: 'boolean' },
    { name: 'activityOccupancyInspection', label: 'Activity asks for an occupancy inspection', type: 'boolean' },
    { name: 'homeBased', label: 'Run from a home', type: 'boolean' },
    { name: 'squareFeet', label: 'Square feet', type: 'integer' },
    { name: 'employees', label: 'Employees', type: 'integer' },
    { name: 'fireSuppression', label: 'Fire suppression', type: 'boolean' },
    { name: 'hazardousMaterials', label: 'Hazardous materials', type: 'boolean' },
  ];
}
