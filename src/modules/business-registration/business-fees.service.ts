import { Injectable } from '@nestjs/common';
import { evaluate } from '../../platform/conditions/condition.js';
import type { Cents } from '../../platform/money/money.js';
import { BusinessCalendar } from '../city/index.js';
import {
  FeeSchedules,
  FeesService,
  globalFeeIfAny,
  reinspectionFee,
  waiverLines,
  type AssessedLine,
  type FeeLineInput,
  type FeeSchedule,
} from '../payments/index.js';
import type { BusinessDetails } from './business-details.js';
import type { BusinessRegistration } from './business-registration.entity.js';
import { BusinessCatalogue } from './catalogue/business-catalogue.js';

/** What is to be paid for: a first registration, or a renewal through the end of a year. */
export type Charged = { for: 'registration' } | { for: 'renewal'; until: Temporal.PlainDate; late: boolean };

/** What a registration costs: the same lines for the estimate, the confirmation and the assessment. */
@Injectable()
export class BusinessFeesService {
  constructor(
    private readonly catalogue: BusinessCatalogue,
    private readonly schedules: FeeSchedules,
    private readonly fees: FeesService,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** By the schedule that is in force today, unless the registration was submitted under another one. */
  async linesFor(details: Partial<BusinessDetails>, what: Charged, keptVersion: number | null = null): Promise<FeeLineInput[]> {
    const { schedule } =
      keptVersion === null ? await this.schedules.inForce(this.calendar.today()) : await this.schedules.version(keptVersion);
    return this.lines(schedule, details, what);
  }

  async scheduleVersion(registration: BusinessRegistration): Promise<number> {
    return registration.feeScheduleVersion ?? (await this.schedules.inForce(this.calendar.today())).version;
  }

  /** A first registration, assessed when it is submitted and followed when it comes again. */
  async assessRegistration(registration: BusinessRegistration, again: boolean): Promise<void> {
    const lines = await this.linesFor(registration.details, { for: 'registration' }, registration.feeScheduleVersion);
    if (again) await this.fees.reassess(registration.recordId, lines);
    else await this.fees.assess(registration.recordId, lines);
  }

  /** For a renewal that was not handed in and paid on the last day; what it comes to. */
  async assessLate(recordId: string, until: Temporal.PlainDate): Promise<Cents> {
    const { schedule } = await this.schedules.inForce(this.calendar.today());
    const lines = this.charge(schedule, this.catalogue.file.fees.late, until);
    await this.fees.assess(recordId, lines);
    return totalOf(lines);
  }

  /** A renewal that was corrected: what was paid for it counts, and what was paid too much is due to the payer (`listRefundsDue`). */
  async reassessRenewal(recordId: string, lines: FeeLineInput[], since: Temporal.Instant): Promise<void> {
    const { renewal, late } = this.catalogue.file.fees;
    await this.fees.reassess(recordId, lines, { codes: [renewal, late], since });
  }

  async assessReinspection(recordId: string, typeName: string, visit: number): Promise<void> {
    await this.fees.assess(recordId, await this.reinspection(typeName, visit), 'staff');
  }

  /** What the city asks for coming again, before or after it is charged. */
  async reinspection(typeName: string, visit: number): Promise<FeeLineInput[]> {
    const { schedule } = await this.schedules.inForce(this.calendar.today());
    return reinspectionFee(schedule, typeName, visit);
  }

  private lines(schedule: FeeSchedule, details: Partial<BusinessDetails>, what: Charged): FeeLineInput[] {
    const { fees } = this.catalogue.file;
    const charges =
      what.for === 'registration'
        ? this.charge(schedule, fees.registration)
        : [...this.charge(schedule, fees.renewal, what.until), ...(what.late ? this.charge(schedule, fees.late, what.until) : [])];
    const answers = this.catalogue.answersOf(details);
    const waivers = fees.waivers
      .filter(({ when }) => evaluate(when, answers))
      .flatMap((waiver) => {
        const basis = waiver.basisPoints === 10_000 ? 'all of it' : `${waiver.basisPoints / 100} %`;
        return waiverLines(waiver, charges).map((line) => ({ ...line, basis }));
      });
    return [...charges, ...waivers];
  }

  /** None when the city's schedule knows no such fee. */
  private charge(schedule: FeeSchedule, code: string, until?: Temporal.PlainDate): AssessedLine[] {
    const lines = globalFeeIfAny(schedule, code);
    return lines.map((line) => (until ? { ...line, description: `${line.description}, ${until.year}` } : line));
  }
}

export function totalOf(lines: readonly Pick<FeeLineInput, 'amountCents'>[]): Cents {
  return lines.reduce((sum, { amountCents }) => sum + amountCents, 0);
}
