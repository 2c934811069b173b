import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { Events } from '../../../platform/events/events.js';
import { formatCents, type Cents } from '../../../platform/money/money.js';
import { BusinessCalendar } from '../../city/index.js';
import { RecordsService } from '../../records/index.js';
import type { FeeDue } from '../fees/fee-schedule.js';
import { globalFee } from '../fees/fee.rules.js';
import { FeeSchedules } from '../fees/fee-schedules.service.js';
import { FeeNotFound, FeeNotUnpaid } from '../payments.errors.js';
import { FeesVoided } from '../payments.events.js';
import type { Charge } from './fee-book.js';
import { FeeLedger, type OpenBook } from './fee-ledger.js';
import { UNPAID } from './fee.status.js';
import type { FeeDto } from './fees.dto.js';
import { FeesQueries } from './fees.queries.js';
import { FeesService } from './fees.service.js';
import { Bookkeeper, type FeeLineInput, type Posting } from './posting.rules.js';

export interface StaffFee {
  code?: string;
  hours?: number;
  description?: string;
  amountCents?: Cents;
  basis?: string;
  due?: FeeDue;
}

/** What staff do to a record's fees, each time with an entry in the audit. */
@Injectable()
export class FeeCorrections {
  constructor(
    private readonly database: Database,
    private readonly fees: FeesService,
    private readonly ledger: FeeLedger,
    private readonly queries: FeesQueries,
    private readonly schedules: FeeSchedules,
    private readonly records: RecordsService,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
    private readonly events: Events,
  ) {}

  assess(principal: Principal, recordNumber: string, fee: StaffFee): Promise<FeeDto[]> {
    return this.database.transaction(async () => {
      const { record } = await this.records.requireParty(principal, recordNumber);
      const line = fee.code === undefined ? ownLine(fee) : await this.scheduledLine(record.id, fee.code, fee);
      await this.fees.assess(record.id, [line], 'staff');
      await this.audit.record({ action: 'payments.assess-fee', subject: record.number, recordId: record.id, after: { ...line } });
      return this.queries.linesOf(record.id);
    });
  }

  void(feeId: string, reason: string): Promise<FeeDto[]> {
    return this.correct(feeId, 'payments.void-fee', mayBeTakenBack, (book, charge) => ({
      posting: new Bookkeeper(book, newId).takeBackAll([charge], reason),
      summary: `${charge.description}, ${formatCents(charge.netCents + creditedCents(charge))}, was taken back. ${reason}`,
      after: { reason },
    }));
  }

  waive(feeId: string, reason: string, amountCents?: Cents): Promise<FeeDto[]> {
    return this.correct(feeId, 'payments.waive-fee', isUnpaid, (book, charge) => {
      const cents = amountCents ?? charge.netCents;
      if (cents > charge.netCents) {
        throw new InvalidInput([
          { pointer: '/amountCents', detail: `must be ${charge.netCents} at most: no more is left to be paid of this fee` },
        ]);
      }
      return {
        posting: new Bookkeeper(book, newId).waive(charge, cents, reason),
        summary: `${formatCents(cents)} of ${charge.description} was waived. ${reason}`,
        after: { reason, amountCents: cents },
      };
    });
  }

  private correct(
    feeId: string,
    action: string,
    allowed: (charge: Charge) => boolean,
    decide: (book: OpenBook, charge: Charge) => { posting: Posting; summary: string; after: Record<string, unknown> },
  ): Promise<FeeDto[]> {
    return this.database.transaction(async () => {
      const found = await this.database.row(sql<{ recordId: string }>`
        select record_id from payments.fee where id = ${feeId} and kind = 'charge'`);
      if (!found) throw new FeeNotFound('There is no such fee. Only a charge can be corrected, not a line that corrects one.');
      const book = await this.ledger.open(found.recordId);
      const charge = book.charges.find(({ id }) => id === feeId)!;
      if (!allowed(charge)) throw notUnpaid(charge);
      const { posting, summary, after } = decide(book, charge);
      await this.ledger.post(book, posting);
      await this.records.tell(book.recordId, { type: 'payments.fees-voided', summary, visibility: 'parties' });
      await this.audit.record({
        action,
        subject: book.recordNumber,
        recordId: book.recordId,
        before: { feeId, description: charge.description, status: charge.status, leftCents: charge.netCents },
        after,
      });
      this.events.publish(new FeesVoided({ recordId: book.recordId, origin: 'staff' }));
      return this.queries.linesOf(book.recordId);
    });
  }

  private async scheduledLine(
    recordId: string,
    code: string,
    { hours, due, basis, description, amountCents }: StaffFee,
  ): Promise<FeeLineInput> {
    if (description !== undefined || amountCents !== undefined) {
      throw new InvalidInput([{ pointer: '/code', detail: 'must be left out for a line with a description and an amount of its own' }]);
    }
    const { schedule } = await this.schedules.inForce(this.calendar.today());
    const line = globalFee(schedule, code, { hours, permitFeesCents: await this.permitFees(recordId) });
    return { ...line, due: due ?? line.due, basis: basis ?? line.basis };
  }

  /** What the schedule's fees of a record come to, reviews excepted, for fees that are a share of them. */
  private async permitFees(recordId: string): Promise<Cents> {
    const { cents } = (await this.database.row(sql<{ cents: number }>`
      select coalesce(sum(amount_cents), 0)::int as cents from payments.charge
      where record_id = ${recordId} and origin = 'schedule' and superseded_at is null and status <> 'void' and code not like '%review'`))!;
    return cents;
  }
}

function ownLine({ description, amountCents, basis, due }: StaffFee): FeeLineInput {
  return {
    code: 'other',
    description: description!,
    amountCents: amountCents!,
    basis: basis ?? `${formatCents(amountCents!)} assessed by staff`,
    due: due ?? 'before-issuance',
  };
}

function isUnpaid({ status }: Charge): boolean {
  return UNPAID.includes(status);
}

/** What a credit pays for can be taken back as well: the money is a credit again, and can be refunded. */
function mayBeTakenBack(charge: Charge): boolean {
  return isUnpaid(charge) || (charge.status === 'paid' && charge.credits.length > 0 && !charge.superseded);
}

function creditedCents({ credits }: Charge): Cents {
  return credits.reduce((sum, { amountCents }) => sum - amountCents, 0);
}

function notUnpaid({ status, description }: Charge): FeeNotUnpaid {
  const words = status === 'paid' ? 'has been paid; refund it instead' : `is ${status} already`;
  return new FeeNotUnpaid(`${description} ${words}.`, { extensions: { currentStatus: status } });
}
