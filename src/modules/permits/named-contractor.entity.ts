import { defineEntity, p } from '@mikro-orm/core';
import { InstantType } from '../../platform/database/types.js';

const NamedContractorSchema = defineEntity({
  name: 'NamedContractor',
  schema: 'permits',
  tableName: 'named_contractor',
  properties: {
    recordId: p.uuid().primary(),
    contractorNumber: p.text().primary(),
    contractorRecordId: p.uuid(),
    namedAt: p.type(InstantType),
    disavowedAt: p.type(InstantType).nullable(),
  },
});

/** A registered contractor who is said to do the work, until they disavow it. */
export class NamedContractor extends NamedContractorSchema.class {
  disavow(now: Temporal.Instant): void {
    this.disavowedAt = now;
  }
}
NamedContractorSchema.setClass(NamedContractor);
