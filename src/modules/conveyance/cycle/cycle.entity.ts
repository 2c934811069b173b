import { defineEntity, p } from '@mikro-orm/core';
import { InstantType } from '../../../platform/database/types.js';
import { changeOf, type Change } from '../../../platform/status/change.js';
import { line, type Conveyance } from '../conveyance.entity.js';
import { CYCLE_STATUSES, CycleMachine } from './cycle.status.js';

const CycleSchema = defineEntity({
  name: 'ConveyanceCycle',
  schema: 'conveyance',
  tableName: 'cycle',
  properties: {
    id: p.uuid().primary(),
    status: p.enum(CYCLE_STATUSES),
    closedAt: p.type(InstantType).nullable(),
  },
});

/** How a cycle ends. What it asks for is kept in rows (`CycleStore`): a night begins thousands, and few end in one. */
export class Cycle extends CycleSchema.class {
  complete({ about }: Conveyance, now: Temporal.Instant): Change {
    const tells = { silentBecause: 'the certificate that is issued says it' };
    return changeOf(CycleMachine, this as Cycle, about, 'complete', { set: { closedAt: now }, tells });
  }

  /** The unit needs no certificate any more, or another kind of cycle. */
  cancel({ about }: Conveyance, reason: string, now: Temporal.Instant): Change {
    const tells = line('cycle-called-off', `The renewal was called off: ${reason}`);
    return changeOf(CycleMachine, this as Cycle, about, 'cancel', { set: { closedAt: now }, tells });
  }
}
CycleSchema.setClass(Cycle);
