import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import { BusinessCalendar } from '../city/index.js';
import { RecordsService } from '../records/index.js';
import type { Conveyance } from './conveyance.entity.js';
import { ConveyanceShell } from './conveyance-shell.js';
import type { OutOfServiceBy } from './conveyance.status.js';
import type { OutOfServiceRequest } from './conveyances.dto.js';
import { ConveyanceBackInService, ConveyanceOutOfService, ConveyanceRetired } from './conveyances.events.js';
import { CyclesService } from './cycle/cycles.service.js';

/** Whether a unit runs. While it does not, nothing falls due, and its certificate does not count. */
@Injectable()
export class ConveyanceServiceStatus {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly shell: ConveyanceShell,
    private readonly cycles: CyclesService,
    private readonly calendar: BusinessCalendar,
    private readonly events: Events,
    private readonly audit: AuditLog,
  ) {}

  takeOutOfService(number: string, request: OutOfServiceRequest): Promise<string> {
    return this.change(number, 'take-out-of-service', request, (unit) => this.stop(unit, request, 'city'));
  }

  returnToService(number: string): Promise<string> {
    return this.change(number, 'return-to-service', {}, (unit) => this.start(unit, 'city'));
  }

  /** By its owner. */
  async reportOutOfService(owner: Principal, number: string, request: OutOfServiceRequest): Promise<string> {
    await this.records.requireOwner(owner, number);
    return this.own(number, (unit) => this.stop(unit, request, 'owner'));
  }

  /** By its owner, who cannot take back what the city ordered. */
  async reportBack(owner: Principal, number: string): Promise<string> {
    await this.records.requireOwner(owner, number);
    return this.own(number, (unit) => this.start(unit, 'owner'));
  }

  retire(number: string, reason: string): Promise<string> {
    return this.change(number, 'retire', { reason }, async (unit) => {
      unit.retire(this.calendar.today(), reason);
      await this.shell.tell(unit, 'retired', 'The unit was retired', 'public');
      await this.cycles.follow(unit, 'the unit was retired');
      this.events.publish(new ConveyanceRetired({ recordId: unit.recordId, number: unit.number, reason }));
    });
  }

  private async stop(unit: Conveyance, { since, reason }: OutOfServiceRequest, by: OutOfServiceBy): Promise<void> {
    const today = this.calendar.today();
    const from = since ? Temporal.PlainDate.from(since) : today;
    if (Temporal.PlainDate.compare(from, today) > 0) {
      throw new InvalidInput([{ pointer: '/since', detail: `must not be in the future; today is ${today.toString()}` }]);
    }
    unit.takeOutOfService(from, reason, by);
    await this.shell.tell(unit, 'out-of-service', `Out of service since ${formatLongDate(from)}`, 'public');
    await this.shell.tell(unit, 'out-of-service-reason', `Out of service: ${reason}`);
    await this.cycles.follow(unit, 'the unit was taken out of service');
    const { recordId, number } = unit;
    this.events.publish(new ConveyanceOutOfService({ recordId, number, since: from.toString(), reason, by }));
  }

  private async start(unit: Conveyance, by: OutOfServiceBy): Promise<void> {
    unit.returnToService(by, this.calendar.today());
    const inspectionNeeded = unit.acceptanceNeeded;
    const summary = inspectionNeeded
      ? 'To return to service after an acceptance inspection: its certificate has run out'
      : 'Back in service';
    await this.shell.tell(unit, 'back-in-service', summary, 'public');
    await this.cycles.follow(unit);
    this.events.publish(new ConveyanceBackInService({ recordId: unit.recordId, number: unit.number, inspectionNeeded }));
  }

  private own(number: string, apply: (unit: Conveyance) => Promise<void>): Promise<string> {
    return this.database.transaction(async () => {
      const unit = await this.shell.take(number);
      await apply(unit);
      return unit.recordId;
    });
  }

  private change(number: string, action: string, given: object, apply: (unit: Conveyance) => Promise<void>): Promise<string> {
    return this.own(number, async (unit) => {
      const before = unit.status;
      await apply(unit);
      await this.audit.record({
        action: `conveyance.${action}`,
        subject: unit.number,
        recordId: unit.recordId,
        before: { status: before },
        after: { status: unit.status, ...given },
      });
    });
  }
}
