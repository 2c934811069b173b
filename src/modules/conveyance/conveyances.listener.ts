import { Injectable } from '@nestjs/common';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import {
  AppointmentCancelled,
  AppointmentChangedByCity,
  AppointmentLost,
  InspectionFailed,
  InspectionPassed,
  InspectionScheduled,
} from '../inspections/index.js';
import { FeesAssessed, FeesPaid, FeesVoided } from '../payments/index.js';
import { CyclesService } from './cycle/cycles.service.js';

/** Whatever was paid, booked or inspected below: the unit follows it (V-01). */
@Injectable()
export class ConveyancesListener {
  constructor(private readonly cycles: CyclesService) {}

  @OnEvent(FeesPaid, 'conveyance.follow-payment')
  @OnEvent(InspectionPassed, 'conveyance.follow-approval')
  @OnEvent(InspectionFailed, 'conveyance.follow-failure')
  @OnEvent(InspectionScheduled, 'conveyance.follow-booking')
  @OnEvent(AppointmentCancelled, 'conveyance.follow-cancellation')
  @OnEvent(AppointmentChangedByCity, 'conveyance.follow-change')
  @OnEvent(AppointmentLost, 'conveyance.follow-loss')
  async follow({ facts }: { facts: { recordId: string } }): Promise<void> {
    await this.cycles.followRecord(facts.recordId);
  }

  /** What the schedule asks for, the cycle itself assessed or took back. */
  @OnEvent(FeesVoided, 'conveyance.follow-void')
  @OnEvent(FeesAssessed, 'conveyance.follow-assessment')
  async followStaff({ facts }: { facts: { recordId: string; origin: 'schedule' | 'staff' } }): Promise<void> {
    if (facts.origin === 'staff') await this.cycles.followRecord(facts.recordId);
  }
}
