import { formatCents, type Cents } from '../../../platform/money/money.js';
import type { FeeDue } from '../fees/fee-schedule.js';
import type { Charge, FeeBook, FeeOrigin, LedgerLine } from './fee-book.js';
import { UNPAID, type FeeLineKind, type FeeStatus } from './fee.status.js';

/** One fee to be assessed. A negative amount is a waiver: it takes off the charges of the same due date. */
export interface FeeLineInput {
  code: string;
  description: string;
  /** How the amount came about, so that a resident can follow it. */
  basis: string;
  amountCents: Cents;
  due: FeeDue;
}

export interface NewLine extends FeeLineInput {
  id: string;
  kind: FeeLineKind;
  origin: FeeOrigin;
  status: FeeStatus | null;
  adjustsId: string | null;
  reversesId: string | null;
  sourceId: string | null;
  reason: string | null;
}

/** What is to be written into a record's ledger, all of it or nothing. */
export interface Posting {
  lines: NewLine[];
  become: { feeId: string; status: FeeStatus }[];
  /** Paid charges whose money is passed on to others from now on. */
  superseded: string[];
}

/** Money that was paid for a charge and waits for another. */
interface Money {
  source: LedgerLine;
  cents: Cents;
}

/** A charge, new or in the book, with what is still to be paid of it. */
interface OpenCharge {
  id: string;
  due: FeeDue;
  netCents: Cents;
  become(status: FeeStatus, posting: Posting): void;
}

/** Works out postings for one record's book; pure, `newId` names the lines. */
export class Bookkeeper {
  constructor(
    private readonly book: FeeBook,
    private readonly newId: () => string,
  ) {}

  /** New fees beside those that stand. Credit that nobody used yet pays for them first. */
  assess(wanted: readonly FeeLineInput[], origin: FeeOrigin): Posting {
    const posting = empty();
    const money = this.takeUnusedCredits(posting);
    const fresh = this.charge(wanted, origin, posting);
    this.spend(this.within(money, this.book.charges), [...this.book.charges.filter(isUnpaid).map(standing), ...fresh], posting);
    return posting;
  }

  /**
   * The fees of another type or of other answers (P-03). What did not change stays as it is; unpaid charges are taken back; money
   * paid for replaced ones pays for what is open now, and what is left over is due to the payer. Lines that staff added stay, and
   * with `replaceable` all charges but these.
   */
  reassess(wanted: readonly FeeLineInput[], replaceable?: ReadonlySet<string>): Posting {
    const posting = empty();
    const { kept, replaced, added } = this.compare(wanted, ({ id, origin }) => origin === 'schedule' && (replaceable?.has(id) ?? true));
    if (replaced.length === 0 && added.length === 0) return posting;

    const money = this.takeUnusedCredits(posting);
    for (const charge of replaced) {
      money.push(...this.takeBack(charge, 'Replaced by a new assessment', posting));
    }
    const fresh = this.charge(added, 'schedule', posting);
    this.spend(this.within(money, kept), [...kept.filter(isUnpaid).map(standing), ...fresh], posting);
    return posting;
  }

  /** Takes charges back. Money that was paid for them, and credit that stood on them, pays for others that are open. */
  takeBackAll(charges: readonly Charge[], reason: string): Posting {
    const posting = empty();
    const money = charges.flatMap((charge) => this.takeBack(charge, reason, posting));
    const others = this.book.charges.filter(({ id }) => !charges.some((charge) => charge.id === id));
    this.spend(this.within(money, others, this.book.unusedCredits), others.filter(isUnpaid).map(standing), posting);
    return posting;
  }

  waive(charge: Charge, cents: Cents, reason: string): Posting {
    const posting = empty();
    posting.lines.push(
      this.line(charge, {
        kind: 'waiver',
        origin: 'staff',
        description: `Waived: ${charge.description}`,
        basis: reason,
        amountCents: -cents,
        adjustsId: charge.id,
        reason,
      }),
    );
    if (cents === charge.netCents) posting.become.push({ feeId: charge.id, status: charge.credits.length > 0 ? 'paid' : 'void' });
    else if (charge.status === 'reserved') posting.become.push({ feeId: charge.id, status: 'due' });
    return posting;
  }

  /** Pairs each wanted line with a charge that says the same, so that an unchanged fee is not touched. */
  private compare(
    wanted: readonly FeeLineInput[],
    isReplaceable: (charge: Charge) => boolean,
  ): { kept: Charge[]; replaced: Charge[]; added: FeeLineInput[] } {
    const open = this.book.charges.filter((charge) => isReplaceable(charge) && !charge.superseded && charge.status !== 'refunded');
    const waived = new Set(wanted.filter(({ amountCents }) => amountCents < 0).map(({ due }) => due));
    const kept: Charge[] = [];
    const added = wanted.filter((line) => {
      const same = open.find(
        (charge) =>
          !kept.includes(charge) &&
          !waived.has(line.due) &&
          (charge.status !== 'void' || charge.waivers.length > 0) &&
          charge.waivers.every(({ origin }) => origin === 'staff') &&
          charge.code === line.code &&
          charge.description === line.description &&
          charge.basis === line.basis &&
          charge.amountCents === line.amountCents &&
          charge.due === line.due,
      );
      if (same) kept.push(same);
      return !same;
    });
    const replaced = open.filter((charge) => !kept.includes(charge) && charge.status !== 'void');
    return { kept: [...kept, ...this.book.charges.filter((charge) => !isReplaceable(charge))], replaced, added };
  }

  /** An unpaid charge with a line of the opposite amount; a paid one stays, and its money is passed on. */
  private takeBack(charge: Charge, reason: string, posting: Posting): Money[] {
    if (charge.status === 'paid') posting.superseded.push(charge.id);
    if (!isUnpaid(charge)) return charge.status === 'paid' ? this.passOn(charge) : [];
    const money = charge.credits.map((credit) => this.returnCredit(credit, charge.id, posting));
    const cents = charge.netCents + money.reduce((sum, part) => sum + part.cents, 0);
    posting.lines.push(
      this.line(charge, {
        kind: 'void',
        description: `Taken back: ${charge.description}`,
        basis: reason,
        amountCents: -cents,
        adjustsId: charge.id,
        reason,
      }),
    );
    posting.become.push({ feeId: charge.id, status: 'void' });
    return money;
  }

  private takeUnusedCredits(posting: Posting): Money[] {
    return this.book.unusedCredits.map((credit) => {
      posting.become.push({ feeId: credit.id, status: 'void' });
      return this.returnCredit(credit, credit.id, posting);
    });
  }

  private returnCredit(credit: LedgerLine, adjustsId: string, posting: Posting): Money {
    const cents = -credit.amountCents;
    posting.lines.push(
      this.line(credit, {
        kind: 'credit-return',
        description: `Moved: ${credit.description}`,
        basis: credit.basis,
        amountCents: cents,
        adjustsId,
        reversesId: credit.id,
      }),
    );
    return { source: this.chargeOf(credit.sourceId!), cents };
  }

  /** New charges with the waivers among the lines taken off; what comes to nothing is settled at once. */
  private charge(wanted: readonly FeeLineInput[], origin: FeeOrigin, posting: Posting): OpenCharge[] {
    const lines = wanted
      .filter(({ amountCents }) => amountCents >= 0)
      .map((line) => this.line(line, { kind: 'charge', origin, status: line.amountCents === 0 ? 'paid' : 'due' }));
    const charges = lines.map((line) => ({ line, netCents: line.amountCents }));
    posting.lines.push(...lines);

    for (const waiver of wanted.filter(({ amountCents }) => amountCents < 0)) {
      let left = -waiver.amountCents;
      for (const charge of charges.filter(({ line }) => line.due === waiver.due)) {
        const cents = Math.min(left, charge.netCents);
        if (cents === 0) continue;
        posting.lines.push(this.line(waiver, { kind: 'waiver', origin, amountCents: -cents, adjustsId: charge.line.id }));
        charge.netCents -= cents;
        left -= cents;
        if (charge.netCents === 0) charge.line.status = 'void';
      }
      if (left > 0) throw new Error(`The waiver ${waiver.code} takes off ${formatCents(left)} more than there is to waive.`);
    }
    return charges.map(({ line, netCents }) => ({ id: line.id, due: line.due, netCents, become: (status) => (line.status = status) }));
  }

  /** Money pays for open charges, first for those that must be paid first. What is left over is due to the payer. */
  private spend(money: Money[], charges: OpenCharge[], posting: Posting): void {
    const inOrder = [...charges].sort((a, b) => Number(a.due === 'before-issuance') - Number(b.due === 'before-issuance'));
    for (const charge of inOrder) {
      const before = charge.netCents;
      for (const part of money) {
        const cents = Math.min(part.cents, charge.netCents);
        if (cents === 0) continue;
        posting.lines.push(this.credit(part.source, cents, charge.id));
        part.cents -= cents;
        charge.netCents -= cents;
      }
      // What somebody is paying just now comes to less than their checkout asks for, so it leaves it.
      if (charge.netCents < before) charge.become(charge.netCents === 0 ? 'paid' : 'due', posting);
    }
    const bySource = new Map<LedgerLine, Cents>();
    for (const { source, cents } of money) bySource.set(source, (bySource.get(source) ?? 0) + cents);
    for (const [source, cents] of bySource) if (cents > 0) posting.lines.push(this.credit(source, cents, null));
  }

  /** No credit is worth more than what its payment still holds: a part may have been refunded, a part may stand elsewhere. */
  private within(money: readonly Money[], others: readonly Charge[], unused: readonly LedgerLine[] = []): Money[] {
    const elsewhere = [...others.filter(({ superseded }) => !superseded).flatMap(({ credits }) => credits), ...unused];
    const left = new Map<string, Cents>();
    return money.map(({ source, cents }) => {
      const standing = elsewhere.filter(({ sourceId }) => sourceId === source.id);
      const available =
        left.get(source.id) ?? source.paidCents - source.refundedCents + standing.reduce((sum, { amountCents }) => sum + amountCents, 0);
      const taken = Math.min(cents, Math.max(available, 0));
      left.set(source.id, available - taken);
      return { source, cents: taken };
    });
  }

  private credit(source: LedgerLine, cents: Cents, adjustsId: string | null): NewLine {
    return this.line(source, {
      kind: 'credit',
      description: `Credit: ${source.description}`,
      basis: `${formatCents(cents)} of ${formatCents(source.paidCents)} paid before for ${source.description}`,
      amountCents: -cents,
      adjustsId,
      sourceId: source.id,
      status: adjustsId === null ? 'due' : null,
    });
  }

  /** The money that a paid charge stands for: what was paid for it and is still held, and the credits on it. */
  private passOn(charge: Charge): Money[] {
    const credits = charge.credits.map(({ sourceId, amountCents }) => ({ source: this.chargeOf(sourceId!), cents: -amountCents }));
    return [{ source: charge, cents: charge.paidCents - charge.refundedCents }, ...credits];
  }

  private chargeOf(id: string): Charge {
    return this.book.charges.find((charge) => charge.id === id)!;
  }

  private line(like: FeeLineInput & { origin?: FeeOrigin }, more: Partial<NewLine> & { kind: FeeLineKind }): NewLine {
    return {
      id: this.newId(),
      origin: like.origin ?? 'schedule',
      code: like.code,
      description: like.description,
      basis: like.basis,
      amountCents: like.amountCents,
      due: like.due,
      status: null,
      adjustsId: null,
      reversesId: null,
      sourceId: null,
      reason: null,
      ...more,
    };
  }
}

function isUnpaid({ status }: Charge): boolean {
  return UNPAID.includes(status);
}

/** A charge of the book that money can still pay for. */
function standing({ id, due, netCents }: Charge): OpenCharge {
  return { id, due, netCents, become: (status, { become }) => void become.push({ feeId: id, status }) };
}

function empty(): Posting {
  return { lines: [], become: [], superseded: [] };
}
