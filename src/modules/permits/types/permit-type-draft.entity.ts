import { defineEntity, p } from '@mikro-orm/core';
import { InstantType, PlainDateType } from '../../../platform/database/types.js';
import type { PermitTypeDefinition } from './permit-type.js';
import { PERMIT_TYPE_STATUSES, PermitTypeMachine } from './permit-type.status.js';
import type { Words } from './vocabulary.js';

const PermitTypeDraftSchema = defineEntity({
  name: 'PermitTypeDraft',
  schema: 'permits',
  tableName: 'permit_type_version',
  properties: {
    id: p.uuid().primary(),
    code: p.text(),
    version: p.integer(),
    status: p.enum(PERMIT_TYPE_STATUSES),
    effectiveOn: p.type(PlainDateType).nullable(),
    definition: p.json<PermitTypeDefinition>(),
    words: p.json<Words>().nullable(),
    revision: p.integer().version(),
    createdAt: p.type(InstantType),
    publishedAt: p.type(InstantType).nullable(),
  },
});

/** A version of a permit type while it can still change. */
export class PermitTypeDraft extends PermitTypeDraftSchema.class {
  revise(definition: PermitTypeDefinition): void {
    this.definition = definition;
  }

  /** From here on it keeps the words it was published with, so that it reads the same for ever. */
  publish(effectiveOn: Temporal.PlainDate, words: Words, now: Temporal.Instant): void {
    this.status = PermitTypeMachine.after('publish', this.status);
    this.effectiveOn = effectiveOn;
    this.words = words;
    this.publishedAt = now;
  }
}
PermitTypeDraftSchema.setClass(PermitTypeDraft);
