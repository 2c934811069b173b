import { defineEntity, p } from '@mikro-orm/core';
import type { Answers } from '../../platform/conditions/condition.js';
import { InstantType, PlainDateType } from '../../platform/database/types.js';
import { PERMIT_STATUSES } from './permit.status.js';

export const PermitSchema = defineEntity({
  name: 'Permit',
  schema: 'permits',
  tableName: 'permit',
  properties: {
    recordId: p.uuid().primary(),
    number: p.text(),
    applicantId: p.uuid(),
    typeCode: p.text(),
    typeVersionId: p.uuid(),
    status: p.enum(PERMIT_STATUSES),
    description: p.text(),
    valuationCents: p.bigint('number'),
    answers: p.json<Answers>(),
    derivedAnswers: p.array(),
    feeScheduleVersion: p.integer().nullable(),
    waivers: p.array(),
    createdAt: p.type(InstantType),
    submittedAt: p.type(InstantType).nullable(),
    correctionsAt: p.type(InstantType).nullable(),
    correctedAt: p.type(InstantType).nullable(),
    approvedAt: p.type(InstantType).nullable(),
    issuedAt: p.type(InstantType).nullable(),
    issuedOn: p.type(PlainDateType).nullable(),
    expiresOn: p.type(PlainDateType).nullable(),
    fixedTerm: p.boolean(),
    inspected: p.boolean(),
    large: p.boolean(),
    extendedOn: p.type(PlainDateType).nullable(),
    remindedFor: p.type(PlainDateType).nullable(),
    pickedUpAt: p.type(InstantType).nullable(),
    pickedUpBy: p.text().nullable(),
    closedAt: p.type(InstantType).nullable(),
    reason: p.text().nullable(),
    suggestedType: p.text().nullable(),
    version: p.integer().version(),
  },
});
