import { defineEntity, p } from '@mikro-orm/core';
import { InstantType, PlainDateType } from '../../../platform/database/types.js';
import { changeOf, type Change } from '../../../platform/status/change.js';
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

  /** From here on it keeps the words it was published with, so that it reads the same for ever; a retired type is offered again. */
  publish(effectiveOn: Temporal.PlainDate, words: Words, retiredOn: string | null, now: Temporal.Instant): Change {
    const about = { recordId: null, subject: `${this.code} ${this.version}` };
    return changeOf(PermitTypeMachine, this as PermitTypeDraft, about, 'publish', {
      set: { effectiveOn, words, publishedAt: now },
      tells: { silentBecause: 'it belongs to no record' },
      audit: {
        action: 'permits.publish-permit-type',
        before: { retiredOn },
        after: { effectiveOn: effectiveOn.toString(), retiredOn: null },
      },
    });
  }
}
PermitTypeDraftSchema.setClass(PermitTypeDraft);
