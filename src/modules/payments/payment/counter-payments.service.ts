import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { formatCents, type Cents } from '../../../platform/money/money.js';
import { AccountsService } from '../../accounts/index.js';
import { RecordsService, type RecordSummary } from '../../records/index.js';
import { FeeLedger } from '../ledger/fee-ledger.js';
import { UNPAID, type FeeStatus } from '../ledger/fee.status.js';
import { FeeNotUnpaid, FeeReserved, NothingDue } from '../payments.errors.js';
import { PaymentLedger, type PaidFee } from './payment-ledger.js';

export interface CounterPayment {
  recordNumbers: string[];
  feeIds?: string[];
  method: 'cash' | 'check';
  checkNumber?: string;
  tenderedCents: Cents;
  payerName?: string;
  accountId?: string;
  cancelOpenCheckouts?: boolean;
}

interface CounterFee extends PaidFee {
  status: FeeStatus;
  heldUntil: string | null;
}

/** Cash and checks at the counter. */
@Injectable()
export class CounterPaymentsService {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly accounts: AccountsService,
    private readonly fees: FeeLedger,
    private readonly payments: PaymentLedger,
    private readonly audit: AuditLog,
  ) {}

  record(principal: Principal, request: CounterPayment): Promise<string> {
    return this.database.transaction(async () => {
      const records = await this.find(principal, request.recordNumbers);
      if (request.accountId !== undefined && !(await this.accounts.get(request.accountId))) {
        throw new InvalidInput([{ pointer: '/accountId', detail: 'must be the id of an account' }]);
      }
      const fees = await this.lock(records, request);
      const totalCents = sum(fees);
      requireTendered(request, totalCents);

      // What somebody is paying online just now is paid here; their checkout is ended, and their money goes back if it still comes.
      await this.fees.withdrawCheckouts(fees.map(({ feeId }) => feeId));
      const isCash = request.method === 'cash';
      const paymentId = await this.payments.receive({
        method: request.method,
        accountId: request.accountId,
        payerName: request.payerName,
        checkNumber: request.checkNumber,
        receivedCents: totalCents,
        tenderedCents: isCash ? request.tenderedCents : undefined,
        changeCents: isCash ? request.tenderedCents - totalCents : undefined,
        receivedBy: principal.accountId,
        fees: fees.map(({ feeId, recordId, recordNumber, code, description, amountCents }) => ({
          feeId,
          recordId,
          recordNumber,
          code,
          description,
          amountCents,
        })),
      });
      for (const [recordId, paid] of Map.groupBy(fees, (fee) => fee.recordId)) {
        await this.audit.record({
          action: 'payments.record-counter-payment',
          subject: paid[0]!.recordNumber,
          recordId,
          after: { paymentId, method: request.method, totalCents: sum(paid), feeIds: paid.map(({ feeId }) => feeId) },
        });
      }
      return paymentId;
    });
  }

  private async find(principal: Principal, numbers: readonly string[]): Promise<RecordSummary[]> {
    const records: RecordSummary[] = [];
    for (const number of numbers) records.push((await this.records.requireParty(principal, number)).record);
    return records;
  }

  private async lock(records: readonly RecordSummary[], request: CounterPayment): Promise<CounterFee[]> {
    const recordIds = records.map(({ id }) => id);
    await this.fees.lockRecords(recordIds);
    await this.database.execute(sql`select 1 from payments.fee where record_id = any(${recordIds}::uuid[]) order by id for no key update`);
    const all = await this.database.rows(sql<CounterFee>`
      select c.id as fee_id, c.record_id, c.record_number, c.code, c.description, c.net_cents as amount_cents, c.status,
        o.expires_at as held_until
      from payments.charge c
        left join payments.checkout_item held on held.fee_id = c.id and held.holds
        left join payments.checkout o on o.id = held.checkout_id
      where c.record_id = any(${recordIds}::uuid[]) order by c.id`);
    const chosen = request.feeIds === undefined ? all.filter(({ status }) => UNPAID.includes(status)) : pick(all, request.feeIds);
    if (chosen.length === 0) throw new NothingDue(`Nothing is due on ${records.map(({ number }) => number).join(', ')}.`);
    for (const fee of chosen) requirePayable(fee, request.cancelOpenCheckouts ?? false);
    return chosen;
  }
}

function sum(fees: readonly CounterFee[]): Cents {
  return fees.reduce((total, { amountCents }) => total + amountCents, 0);
}

function pick(all: readonly CounterFee[], feeIds: readonly string[]): CounterFee[] {
  return feeIds.map((feeId, index) => {
    const fee = all.find((candidate) => candidate.feeId === feeId);
    if (!fee) throw new InvalidInput([{ pointer: `/feeIds/${index}`, detail: 'must be a fee of one of the records' }]);
    return fee;
  });
}

function requirePayable({ status, description, recordNumber, heldUntil }: CounterFee, cancelOpenCheckouts: boolean): void {
  if (!UNPAID.includes(status)) {
    throw new FeeNotUnpaid(`${description} on ${recordNumber} is not to be paid: it is ${status}.`, {
      extensions: { currentStatus: status },
    });
  }
  if (heldUntil !== null && !cancelOpenCheckouts) {
    throw new FeeReserved(
      `Somebody is paying ${description} on ${recordNumber} online, until ${heldUntil} at the latest. Wait, or send cancelOpenCheckouts to end that checkout.`,
      { extensions: { recordNumber, until: heldUntil } },
    );
  }
}

function requireTendered({ method, checkNumber, tenderedCents }: CounterPayment, totalCents: Cents): void {
  if ((method === 'check') !== (checkNumber !== undefined)) {
    throw new InvalidInput([
      { pointer: '/checkNumber', detail: method === 'check' ? 'is needed for a payment by check' : 'belongs to a payment by check only' },
    ]);
  }
  if (method === 'cash' ? tenderedCents < totalCents : tenderedCents !== totalCents) {
    const detail = `must be ${method === 'cash' ? 'at least ' : ''}${totalCents}: ${formatCents(totalCents)} is due`;
    throw new InvalidInput([{ pointer: '/tenderedCents', detail }]);
  }
}
