import { describe, expect, it } from '@jest/globals';
import { feeBook, type LedgerLine } from './fee-book.js';
import { Bookkeeper, type FeeLineInput, type Posting } from './posting.rules.js';

const fee = (code: string, amountCents: number, overrides: Partial<FeeLineInput> = {}): FeeLineInput => ({
  code,
  description: code,
  basis: 'flat',
  amountCents,
  due: 'before-issuance',
  ...overrides,
});

/** A ledger that postings are written into, as the database would. */
class Ledger {
  readonly lines: LedgerLine[] = [];
  private count = 0;

  keeper(): Bookkeeper {
    return new Bookkeeper(feeBook(this.lines), () => `line-${++this.count}`);
  }

  post(posting: Posting): this {
    for (const line of posting.lines) this.lines.push({ ...line, superseded: false, paidCents: 0, refundedCents: 0 });
    for (const { feeId, status } of posting.become) this.line(feeId).status = status;
    for (const id of posting.superseded) this.line(id).superseded = true;
    return this;
  }

  pay(code: string): this {
    const charge = feeBook(this.lines).charges.find((candidate) => candidate.code === code && candidate.status === 'due')!;
    Object.assign(this.line(charge.id), { status: 'paid', paidCents: charge.netCents });
    return this;
  }

  refund(code: string, cents: number): this {
    this.lines.find((line) => line.code === code && line.paidCents > 0)!.refundedCents += cents;
    return this;
  }

  line(id: string): LedgerLine {
    return this.lines.find((line) => line.id === id)!;
  }

  /** `code net status` of each charge. */
  get charges(): string[] {
    return feeBook(this.lines).charges.map(({ code, netCents, status }) => `${code} ${netCents} ${status}`);
  }

  /** What the city owes back. */
  get unusedCents(): number {
    return feeBook(this.lines).unusedCredits.reduce((sum, { amountCents }) => sum - amountCents, 0);
  }
}

const assessed = (...lines: FeeLineInput[]) => {
  const ledger = new Ledger();
  return ledger.post(ledger.keeper().assess(lines, 'schedule'));
};
const reassess = (ledger: Ledger, ...lines: FeeLineInput[]) => ledger.post(ledger.keeper().reassess(lines));

describe('assessing', () => {
  it('shows a line of nothing and does not ask for it', () => {
    expect(assessed(fee('permit', 100), fee('nothing', 0)).charges).toEqual(['permit 100 due', 'nothing 0 paid']);
  });

  it('takes a waiver off the charges of the same due date, one after another', () => {
    const ledger = assessed(
      fee('application', 30, { due: 'at-application' }),
      fee('permit', 100),
      fee('review', 50),
      fee('program', -120, { description: 'Program waiver' }),
    );
    expect(ledger.charges).toEqual(['application 30 due', 'permit 0 void', 'review 30 due']);
    expect(ledger.lines.filter(({ kind }) => kind === 'waiver').map(({ amountCents }) => amountCents)).toEqual([-100, -20]);
  });

  it('does not waive more than there is', () => {
    expect(() => assessed(fee('permit', 100), fee('program', -101))).toThrow('more than there is to waive');
  });

  it('uses credit that is left over before it asks for money', () => {
    const ledger = reassess(assessed(fee('permit', 100)).pay('permit'), fee('permit', 40));
    expect(ledger.unusedCents).toBe(60);
    ledger.post(ledger.keeper().assess([fee('reinspection', 55)], 'staff'));
    expect(ledger.charges).toEqual(['permit 100 paid', 'permit 0 paid', 'reinspection 0 paid']);
    expect(ledger.unusedCents).toBe(5);
  });
});

describe('P-03 reassessing', () => {
  it('leaves alone what did not change', () => {
    const ledger = assessed(fee('application', 50), fee('permit', 100)).pay('application');
    const before = structuredClone(ledger.lines);
    expect(ledger.keeper().reassess([fee('application', 50), fee('permit', 100)])).toEqual({ lines: [], become: [], superseded: [] });
    reassess(ledger, fee('application', 50), fee('permit', 120));
    expect(ledger.charges).toEqual(['application 50 paid', 'permit 0 void', 'permit 120 due']);
    expect(ledger.line('line-1')).toEqual(before[0]);
  });

  it('credits what was paid, those first that are due first', () => {
    const ledger = assessed(fee('application', 50), fee('permit', 100)).pay('application').pay('permit');
    reassess(ledger, fee('permit', 130), fee('application', 80, { due: 'at-application' }));
    expect(ledger.charges).toEqual(['application 50 paid', 'permit 100 paid', 'permit 60 due', 'application 0 paid']);
    expect(ledger.unusedCents).toBe(0);
  });

  it('leaves the rest to be refunded, and names the payment it came from', () => {
    const ledger = reassess(assessed(fee('permit', 100)).pay('permit'), fee('permit', 30));
    const [credit] = feeBook(ledger.lines).unusedCredits;
    expect(credit).toMatchObject({ amountCents: -70, sourceId: 'line-1', adjustsId: null, status: 'due' });
  });

  it('passes credit on a second time, and again to the payer when the fees go', () => {
    const ledger = reassess(assessed(fee('a', 50)).pay('a'), fee('b', 80)).pay('b');
    reassess(ledger, fee('c', 60));
    expect(ledger.charges).toEqual(['a 50 paid', 'b 30 paid', 'c 0 paid']);
    expect(ledger.unusedCents).toBe(20);
    reassess(ledger);
    expect(ledger.unusedCents).toBe(80);
    reassess(ledger, fee('d', 80));
    expect(ledger.charges.at(-1)).toBe('d 0 paid');
    expect(ledger.unusedCents).toBe(0);
  });

  it('does not credit what has been refunded', () => {
    const ledger = reassess(assessed(fee('a', 50)).pay('a').refund('a', 20), fee('b', 50));
    expect(ledger.charges).toEqual(['a 50 paid', 'b 20 due']);
    ledger.refund('a', 30);
    reassess(ledger, fee('c', 50));
    expect(ledger.charges.at(-1)).toBe('c 50 due');
    expect(ledger.unusedCents).toBe(0);
  });

  it('leaves the lines of staff alone', () => {
    const ledger = assessed(fee('permit', 100));
    ledger.post(ledger.keeper().assess([fee('copy', 15)], 'staff'));
    reassess(ledger, fee('permit', 90));
    expect(ledger.charges).toEqual(['permit 0 void', 'copy 15 due', 'permit 90 due']);
  });

  it('keeps what staff waived as long as the fee does not change', () => {
    const ledger = assessed(fee('permit', 100), fee('review', 40));
    const [permit] = feeBook(ledger.lines).charges;
    ledger.post(ledger.keeper().waive(permit!, 100, 'Flood repair'));
    reassess(ledger, fee('permit', 100), fee('review', 45));
    expect(ledger.charges).toEqual(['permit 0 void', 'review 0 void', 'review 45 due']);
  });
});

describe('money that is left over', () => {
  it('pays for other fees that are open before it is due to the payer', () => {
    const ledger = assessed(fee('a', 50), fee('b', 30)).pay('a');
    reassess(ledger, fee('c', 20), fee('b', 30));
    expect(ledger.charges).toEqual(['a 50 paid', 'b 0 paid', 'c 0 paid']);
    expect(ledger.unusedCents).toBe(0);
  });

  it('pays for an open fee when another is taken back', () => {
    const ledger = reassess(assessed(fee('a', 50)).pay('a'), fee('b', 80));
    ledger.post(ledger.keeper().assess([fee('copy', 15)], 'staff'));
    const open = feeBook(ledger.lines).charges.filter(({ code }) => code === 'b');
    ledger.post(ledger.keeper().takeBackAll(open, 'Withdrawn'));
    expect(ledger.charges).toEqual(['a 50 paid', 'b 0 void', 'copy 0 paid']);
    expect(ledger.unusedCents).toBe(35);
  });
});

describe('taking back', () => {
  it('writes the opposite amount and frees the credit that stood on it', () => {
    const ledger = reassess(assessed(fee('a', 50)).pay('a'), fee('b', 80));
    const open = feeBook(ledger.lines).charges.filter(({ status }) => status === 'due');
    ledger.post(ledger.keeper().takeBackAll(open, 'Withdrawn'));
    expect(ledger.charges).toEqual(['a 50 paid', 'b 0 void']);
    expect(ledger.lines.find(({ kind }) => kind === 'void')!.amountCents).toBe(-80);
    expect(ledger.unusedCents).toBe(50);
  });

  it('takes back what is left after a waiver', () => {
    const ledger = assessed(fee('permit', 100));
    ledger.post(ledger.keeper().waive(feeBook(ledger.lines).charges[0]!, 40, 'Hardship'));
    expect(ledger.charges).toEqual(['permit 60 due']);
    ledger.post(ledger.keeper().takeBackAll(feeBook(ledger.lines).charges, 'Withdrawn'));
    expect(ledger.lines.find(({ kind }) => kind === 'void')!.amountCents).toBe(-60);
  });
});
