import { defineEntity, p } from '@mikro-orm/core';
import { InstantType, PlainDateType } from '../../platform/database/types.js';
import { CASE_STATUSES, CLOSE_REASONS } from './case.status.js';

export const CodeCaseSchema = defineEntity({
  name: 'CodeCase',
  schema: 'code_enforcement',
  tableName: 'code_case',
  properties: {
    recordId: p.uuid().primary(),
    number: p.text(),
    category: p.text(),
    /** What makes two descriptions the same place. */
    placeKey: p.text(),
    place: p.text(),
    latitude: p.double().$type<number>().nullable(),
    longitude: p.double().$type<number>().nullable(),
    /** Staff have set it apart: concerns about the place go to another case. */
    apart: p.boolean(),
    status: p.enum(CASE_STATUSES),
    officerId: p.uuid().nullable(),
    /** What the last visit found; null before the first. */
    violationFound: p.boolean().nullable(),
    complyBy: p.type(PlainDateType).nullable(),
    /** The compliance date that the officer was told has passed. */
    overdueToldFor: p.type(PlainDateType).nullable(),
    /** It was not put right when somebody came to see, and the officer has not said how it goes on. */
    reinspectionFailed: p.boolean(),
    /** By when the city must act; null when it need not. */
    workDueOn: p.type(PlainDateType).nullable(),
    openedAt: p.type(InstantType),
    /** The last time; what was asked for and ordered before is history. */
    reopenedAt: p.type(InstantType).nullable(),
    closedAt: p.type(InstantType).nullable(),
    closeReason: p.enum(CLOSE_REASONS).nullable(),
    searchText: p.text(),
    version: p.integer().version(),
  },
});
