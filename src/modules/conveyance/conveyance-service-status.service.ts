import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import type { Change } from '../../platform/status/change.js';
import { BusinessCalendar } from '../city/index.js';
import { CaseFiles, Lifecycle, RecordsService } from '../records/index.js';
import type { Conveyance } from './conveyance.entity.js';
import { CONVEYANCE_FILE } from './conveyance.record-type.js';
import type { OutOfServiceBy } from './conveyance.status.js';
import type { OutOfServiceRequest } from './conveyance-requests.dto.js';
import { CyclesService } from './cycle/cycles.service.js';

/** Why the cycle of a unit ends that was taken out of service. */
const STOPPED = 'the unit was taken out of service';

/** Whether a unit runs. While it does not, nothing falls due, and its certificate does not count. */
@Injectable()
export class ConveyanceServiceStatus {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly files: CaseFiles,
    private readonly lifecycle: Lifecycle,
    private readonly cycles: CyclesService,
    private readonly calendar: BusinessCalendar,
  ) {}

  takeOutOfService(number: string, request: OutOfServiceRequest): Promise<string> {
    return this.change(number, (unit) => this.stop(unit, request, 'city'), STOPPED);
  }

  returnToService(number: string): Promise<string> {
    return this.change(number, (unit) => unit.returnToService('city', this.calendar.today()));
  }

  /** By its owner. */
  async reportOutOfService(owner: Principal, number: string, request: OutOfServiceRequest): Promise<string> {
    await this.records.requireOwner(owner, number);
    return this.change(number, (unit) => this.stop(unit, request, 'owner'), STOPPED);
  }

  /** By its owner, who cannot take back what the city ordered. */
  async reportBack(owner: Principal, number: string): Promise<string> {
    await this.records.requireOwner(owner, number);
    return this.change(number, (unit) => unit.returnToService('owner', this.calendar.today()));
  }

  retire(number: string, reason: string): Promise<string> {
    return this.change(number, (unit) => unit.retire(this.calendar.today(), reason), 'the unit was retired');
  }

  private stop(unit: Conveyance, { since, reason }: OutOfServiceRequest, by: OutOfServiceBy): Change {
    const today = this.calendar.today();
    const from = since ? Temporal.PlainDate.from(since) : today;
    if (Temporal.PlainDate.compare(from, today) > 0) {
      throw new InvalidInput([{ pointer: '/since', detail: `must not be in the future; today is ${today.toString()}` }]);
    }
    return unit.takeOutOfService(from, reason, by);
  }

  private change(number: string, act: (unit: Conveyance) => Change, calledOffBecause?: string): Promise<string> {
    return this.database.transaction(async () => {
      const unit = await this.files.lockByNumber(CONVEYANCE_FILE, number);
      await this.lifecycle.make(act(unit));
      await this.cycles.follow(unit, calledOffBecause);
      return unit.recordId;
    });
  }
}
