import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Events } from '../../../platform/events/events.js';
import { formatCents } from '../../../platform/money/money.js';
import { RecordsService } from '../../records/index.js';
import { FeesAssessed, FeesVoided } from '../payments.events.js';
import type { FeeOrigin } from './fee-book.js';
import { FeeLedger, type OpenBook } from './fee-ledger.js';
import type { FeeDto } from './fees.dto.js';
import { FeesQueries, type FeeTotals, type OutstandingFee } from './fees.queries.js';
import { UNPAID } from './fee.status.js';
import { Bookkeeper, type FeeLineInput, type Posting } from './posting.rules.js';

/** The fees of a record: a ledger of lines that are never edited or deleted. The balance on the record's shell follows at once. */
@Injectable()
export class FeesService {
  constructor(
    private readonly database: Database,
    private readonly ledger: FeeLedger,
    private readonly queries: FeesQueries,
    private readonly records: RecordsService,
    private readonly events: Events,
  ) {}

  /** Adds fees to a record. A negative line is a waiver; a line of nothing is shown and is not due. */
  async assess(recordId: string, lines: FeeLineInput[], origin: FeeOrigin = 'schedule'): Promise<void> {
    if (lines.length === 0) return;
    await this.database.transaction(async () => {
      const book = await this.ledger.open(recordId);
      await this.publish(book, new Bookkeeper(book, newId).assess(lines, origin), origin);
    });
  }

  /**
   * Makes the fees of the schedule what `lines` say (P-03): what did not change stays, unpaid lines are taken back, what was paid is
   * credited to the new lines, and a rest is due to the payer (`listRefundsDue`). Lines that staff added are left alone, and with
   * `among` all but the charges for these fees that were assessed from then on: what was paid for last year is not this year's.
   */
  async reassess(recordId: string, lines: FeeLineInput[], among?: { codes: readonly string[]; since: Temporal.Instant }): Promise<void> {
    await this.database.transaction(async () => {
      const book = await this.ledger.open(recordId);
      const replaceable = among && new Set(await this.queries.chargesSince(recordId, among.codes, among.since));
      await this.publish(book, new Bookkeeper(book, newId).reassess(lines, replaceable));
    });
  }

  /** Takes back everything that has not been paid, such as when an application is withdrawn; with `codes`, these fees only. */
  async voidUnpaid(recordId: string, reason: string, codes?: readonly string[]): Promise<void> {
    await this.database.transaction(async () => {
      const book = await this.ledger.open(recordId);
      const unpaid = book.charges.filter(({ status, code }) => UNPAID.includes(status) && (!codes || codes.includes(code)));
      await this.publish(book, new Bookkeeper(book, newId).takeBackAll(unpaid, reason));
    });
  }

  /**
   * Takes back what was assessed since then for something that came to nothing, paid or not. The money pays for the record's next fee,
   * or is due to the payer (`listRefundsDue`).
   */
  async takeBack(recordId: string, reason: string, codes: readonly string[], since: Temporal.Instant): Promise<void> {
    await this.database.transaction(async () => {
      const book = await this.ledger.open(recordId);
      const assessed = new Set(await this.queries.chargesSince(recordId, codes, since));
      const charges = book.charges.filter(({ id, superseded }) => assessed.has(id) && !superseded);
      const posting = new Bookkeeper(book, newId).takeBackAll(charges, reason);
      await this.publish(book, posting);
      const keptCents = posting.lines
        .filter(({ kind, adjustsId }) => kind === 'credit' && adjustsId === null)
        .reduce((sum, { amountCents }) => sum - amountCents, 0);
      if (keptCents === 0) return;
      await this.records.tell(recordId, {
        type: 'payments.credit-kept',
        summary: `${formatCents(keptCents)} that was paid is kept for the next fee, or goes back to the payer. ${sentence(reason)}`,
        visibility: 'parties',
      });
    });
  }

  /** What is still to be paid, including what somebody is paying just now. */
  outstanding(recordId: string): Promise<OutstandingFee[]> {
    return this.queries.outstanding(recordId);
  }

  /** The same of several records, each with its fees. */
  outstandingOf(recordIds: string[]): Promise<Map<string, OutstandingFee[]>> {
    return this.queries.outstandingOf(recordIds);
  }

  linesOf(recordId: string): Promise<FeeDto[]> {
    return this.queries.linesOf(recordId);
  }

  totals(recordId: string): Promise<FeeTotals> {
    return this.queries.totals(recordId);
  }

  /** The same of several records, each with its own. */
  totalsOf(recordIds: readonly string[]): Promise<Map<string, FeeTotals>> {
    return this.queries.totalsOf(recordIds);
  }

  private async publish(book: OpenBook, posting: Posting, origin: FeeOrigin = 'schedule'): Promise<void> {
    if (posting.lines.length === 0) return;
    await this.ledger.post(book, posting);
    const totalCents = posting.lines
      .filter(({ kind, adjustsId }) => kind === 'charge' || (['waiver', 'credit'].includes(kind) && adjustsId !== null))
      .reduce((sum, { amountCents }) => sum + amountCents, 0);
    const charged = posting.lines.filter(({ kind }) => kind === 'charge');
    const takenBack = posting.lines.filter(({ kind }) => kind === 'void');

    if (takenBack.length > 0) {
      const names = takenBack.map(({ description }) => description.replace('Taken back: ', '')).join(', ');
      const summary = `Fees taken back: ${names}. ${sentence(takenBack[0]!.basis)}`;
      await this.records.tell(book.recordId, { type: 'payments.fees-voided', summary, visibility: 'parties' });
    }
    if (charged.length > 0) {
      const names = charged.map(({ description, amountCents }) => `${description} ${formatCents(amountCents)}`).join(', ');
      await this.records.tell(book.recordId, {
        type: 'payments.fees-assessed',
        summary: `Fees assessed: ${names}.`,
        visibility: 'parties',
      });
      this.events.publish(new FeesAssessed({ recordId: book.recordId, totalCents, origin }));
    } else if (takenBack.length > 0) {
      this.events.publish(new FeesVoided({ recordId: book.recordId, origin }));
    }
  }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
