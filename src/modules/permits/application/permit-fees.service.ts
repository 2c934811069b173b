import { Injectable } from '@nestjs/common';
import { BusinessCalendar } from '../../city/index.js';
import {
  assessFees,
  feesOf,
  FeeSchedules,
  FeesService,
  globalFeeIfAny,
  reinspectionFee,
  type AssessedLine,
  type FeeSchedule,
  type FeeScheduleVersion,
} from '../../payments/index.js';
import type { Permit } from '../permit.entity.js';
import type { PermitTypeVersion } from '../types/permit-type.js';

/** A permit, as far as it says by which schedule it is billed. */
type BilledPermit = Pick<Permit, 'feeScheduleVersion'>;

/** Assesses what a permit costs: the same function, with the same facts, as the estimate (`P-04`). */
@Injectable()
export class PermitFeesService {
  constructor(
    private readonly schedules: FeeSchedules,
    private readonly fees: FeesService,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** The schedule that the permit is billed by: the one it was first submitted under, or the one in force now. */
  async scheduleFor(permit: BilledPermit): Promise<FeeScheduleVersion> {
    const kept = permit.feeScheduleVersion ?? null;
    return kept === null ? this.schedules.inForce(this.calendar.today()) : this.schedules.version(kept);
  }

  async assess(permit: Permit, type: PermitTypeVersion): Promise<void> {
    const { schedule } = await this.scheduleFor(permit);
    await this.fees.assess(permit.recordId, assessFees(schedule, type.code, permit));
  }

  /** After a change of type or answers: what was paid is credited, the difference is due or goes back (`P-03`). */
  async reassess(permit: Permit, type: PermitTypeVersion): Promise<void> {
    await this.fees.reassess(permit.recordId, assessFees(await this.billedBy(permit, type.code), type.code, permit));
  }

  async voidUnpaid(permit: Permit, reason: string): Promise<void> {
    await this.fees.voidUnpaid(permit.recordId, reason);
  }

  /** The city's fee for an extension; none when its schedule knows none. */
  async chargeExtension(permit: Permit): Promise<void> {
    const { schedule } = await this.schedules.inForce(this.calendar.today());
    await this.fees.assess(permit.recordId, globalFeeIfAny(schedule, 'extension'));
  }

  /** The city's fee for coming again; none when its schedule knows none. */
  async chargeReinspection(permit: Permit, typeName: string, visit: number): Promise<void> {
    await this.fees.assess(permit.recordId, await this.reinspection(permit, typeName, visit), 'staff');
  }

  /** What the city asks for coming again, before or after it is charged. */
  async reinspection(permit: BilledPermit, typeName: string, visit: number): Promise<AssessedLine[]> {
    const { schedule } = await this.scheduleFor(permit);
    return reinspectionFee(schedule, typeName, visit);
  }

  /** Codes of the waivers that staff grant, not the answers. */
  async grantableWaivers(permit: Permit): Promise<string[]> {
    const { waivers } = feesOf(await this.billedBy(permit, permit.typeCode), permit.typeCode);
    return waivers.filter(({ grantedBy }) => grantedBy).map(({ code }) => code);
  }

  /** A type that is younger than the permit's schedule is billed by the one in force. */
  private async billedBy(permit: Permit, typeCode: string): Promise<FeeSchedule> {
    const kept = await this.scheduleFor(permit);
    if (kept.schedule.permitTypes.some(({ permitType }) => permitType === typeCode)) return kept.schedule;
    const current = await this.schedules.inForce(this.calendar.today());
    permit.feeScheduleVersion = current.version;
    return current.schedule;
  }
}
