import { defineEntity, p } from '@mikro-orm/core';
import { InstantType, PlainDateType } from '../../../platform/database/types.js';
import type { FeeSchedule } from './fee-schedule.js';
import { FeeSchedulePublished } from './fee-schedule.errors.js';
import { FEE_SCHEDULE_STATUSES, FeeScheduleMachine } from './fee-schedule.status.js';

const FeeScheduleDraftSchema = defineEntity({
  name: 'FeeScheduleDraft',
  schema: 'payments',
  tableName: 'fee_schedule',
  properties: {
    version: p.integer().primary(),
    status: p.enum(FEE_SCHEDULE_STATUSES),
    effectiveOn: p.type(PlainDateType).nullable(),
    note: p.text(),
    schedule: p.json<FeeSchedule>(),
    revision: p.integer().version(),
    createdAt: p.type(InstantType),
    publishedAt: p.type(InstantType).nullable(),
  },
});

/** A version of the fee schedule while it can still change. */
export class FeeScheduleDraft extends FeeScheduleDraftSchema.class {
  revise(note: string, schedule: FeeSchedule): void {
    this.mustAllow('revise');
    this.note = note;
    this.schedule = schedule;
  }

  publish(effectiveOn: Temporal.PlainDate, now: Temporal.Instant): void {
    this.mustAllow('publish');
    this.status = FeeScheduleMachine.after('publish', this.status);
    this.effectiveOn = effectiveOn;
    this.publishedAt = now;
  }

  private mustAllow(verb: keyof typeof FeeScheduleMachine.verbs): void {
    if (FeeScheduleMachine.allows(verb, this.status)) return;
    throw new FeeSchedulePublished(
      `Version ${this.version} is published, and permits are billed by it as it is. Make a new version to change the fees.`,
      { extensions: { currentStatus: this.status } },
    );
  }
}
FeeScheduleDraftSchema.setClass(FeeScheduleDraft);
