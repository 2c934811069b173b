import { money } from '../format/money';
import { RecordLink } from './record-link';

interface Line {
  feeId: string;
  description: string;
  recordNumber: string;
  amountCents: number;
}

/** What was or will be paid, fee by fee. */
export function AmountLines({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className="rows rows--amounts">
      {lines.map(({ feeId, description, recordNumber, amountCents }) => (
        <li key={feeId}>
          <div className="rows__what">
            {description}, <RecordLink number={recordNumber} />
          </div>
          <span className="amount">{money(amountCents)}</span>
        </li>
      ))}
    </ul>
  );
}
