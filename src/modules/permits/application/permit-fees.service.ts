import { Injectable } from '@nestjs/common';
import { BusinessCalendar } from '../../city/index.js';
import { assessFees, FeeSchedules, FeesService, NoFeeRules, type FeeScheduleVersion } from '../../payments/index.js';
import type { Permit } from '../permit.entity.js';
import type { PermitTypeVersion } from '../types/permit-type.js';

/** Assesses what a permit costs: the same function, with the same facts, as the estimate (`P-04`). */
@Injectable()
export class PermitFeesService {
  constructor(
    private readonly schedules: FeeSchedules,
    private readonly fees: FeesService,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** The schedule that the permit is billed by: the one it was first submitted under, or the one in force now. */
  async scheduleFor(permit: Permit): Promise<FeeScheduleVersion> {
    const kept = permit.feeScheduleVersion ?? null;
    return kept === null ? this.schedules.inForce(this.calendar.today()) : this.schedules.version(kept);
  }

  async assess(permit: Permit, type: PermitTypeVersion): Promise<void> {
    const { schedule } = await this.scheduleFor(permit);
    await this.fees.assess(permit.recordId, assessFees(schedule, type.code, permit));
  }

  /** After a change of type or answers: what was paid is credited, the difference is due or goes back (`P-03`). */
  async reassess(permit: Permit, type: PermitTypeVersion): Promise<void> {
    await this.fees.reassess(permit.recordId, await this.linesOf(permit, type));
  }

  async voidUnpaid(permit: Permit, reason: string): Promise<void> {
    await this.fees.voidUnpaid(permit.recordId, reason);
  }

  /** The city's fee for an extension; none when its schedule knows none. */
  async chargeExtension(permit: Permit): Promise<void> {
    const { schedule } = await this.schedules.inForce(this.calendar.today());
    if (!schedule.globalFees.some((fee) => fee.code === EXTENSION)) return;
    await this.fees.assess(permit.recordId, [this.schedules.globalFee(schedule, EXTENSION)]);
  }

  /** The city's fee for coming again; none when its schedule knows none. */
  async chargeReinspection(permit: Permit, typeName: string, visit: number): Promise<void> {
    const { schedule } = await this.scheduleFor(permit);
    if (!schedule.globalFees.some((fee) => fee.code === REINSPECTION)) return;
    const line = this.schedules.globalFee(schedule, REINSPECTION);
    await this.fees.assess(permit.recordId, [{ ...line, description: `${line.description}: ${typeName}, visit ${visit}` }], 'staff');
  }

  /** A type that is younger than the permit's schedule is billed by the one in force. */
  private async linesOf(permit: Permit, type: PermitTypeVersion) {
    const kept = await this.scheduleFor(permit);
    try {
      return assessFees(kept.schedule, type.code, permit);
    } catch (error) {
      if (!(error instanceof NoFeeRules)) throw error;
      const current = await this.schedules.inForce(this.calendar.today());
      permit.feeScheduleVersion = current.version;
      return assessFees(current.schedule, type.code, permit);
    }
  }
}

const EXTENSION = 'extension';
const REINSPECTION = 'reinspection';
