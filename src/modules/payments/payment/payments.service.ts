import { Injectable } from '@nestjs/common';
import { isStaff, type Principal } from '../../../platform/auth/principal.js';
import type { Page, PageQuery } from '../../../platform/http/paging.js';
import { renderPaper } from '../../../platform/pdf/paper.js';
import { AccountsService } from '../../accounts/index.js';
import { BusinessCalendar, CityProfile } from '../../city/index.js';
import { RecordsService } from '../../records/index.js';
import { NoReceipt, PaymentNotFound } from '../payments.errors.js';
import type { Payment } from './payments.dto.js';
import { PaymentsQueries, type PaymentSearch } from './payments.queries.js';
import { receiptPaper } from './receipt.js';

/** What was paid, and the papers about it. */
@Injectable()
export class PaymentsService {
  constructor(
    private readonly queries: PaymentsQueries,
    private readonly accounts: AccountsService,
    private readonly records: RecordsService,
    private readonly profile: CityProfile,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** The facts of a payment, for messages. */
  async payment(paymentId: string): Promise<Payment> {
    const payment = await this.queries.get(paymentId);
    if (!payment) throw new PaymentNotFound();
    return payment;
  }

  list({ accountId }: Principal, query: PageQuery): Promise<Page<Payment>> {
    return this.queries.ofAccount(accountId, query);
  }

  /** For the counter. The number of a record is forgiving here as everywhere. */
  async search(query: PaymentSearch & PageQuery): Promise<Page<Payment>> {
    const record = query.recordNumber === undefined ? null : await this.records.byNumber(query.recordNumber);
    return this.queries.search({ ...query, recordNumber: record?.number ?? query.recordNumber }, query);
  }

  /** For the payer and staff. */
  async mine(principal: Principal, paymentId: string): Promise<Payment> {
    const payment = await this.payment(paymentId);
    if (payment.accountId !== principal.accountId && !isStaff(principal)) throw new PaymentNotFound();
    return payment;
  }

  async receiptPdf(paymentId: string): Promise<Buffer> {
    return this.print(await this.payment(paymentId));
  }

  async myReceipt(principal: Principal, paymentId: string): Promise<{ fileName: string; pdf: Buffer }> {
    const payment = await this.mine(principal, paymentId);
    return { fileName: `receipt-${payment.receiptNumber}.pdf`, pdf: await this.print(payment) };
  }

  private async print(payment: Payment): Promise<Buffer> {
    if (payment.lines.length === 0) {
      throw new NoReceipt('This money paid for no fee and went straight back, so there is no receipt. The payment shows the refund.');
    }
    const account = payment.accountId === null ? null : await this.accounts.get(payment.accountId);
    const payer = payment.payerName ?? account?.businessName ?? account?.displayName ?? '';
    return renderPaper(receiptPaper(payment, payer, this.profile, this.calendar));
  }
}
