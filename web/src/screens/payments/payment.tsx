import type { Shape } from '../../api/types';
import { AmountLines } from '../../components/amount-lines';
import { FileButton } from '../../components/file-button';
import { longDate } from '../../format/dates';
import { money } from '../../format/money';

type PaymentDto = Shape<'PaymentDto'>;

const METHODS: Record<PaymentDto['method'], string> = { cash: 'in cash', check: 'by check', online: 'online' };

const REFUNDS: Record<Shape<'RefundDto'>['status'], string> = {
  pending: 'is on its way back to you',
  succeeded: 'went back to you',
  failed: 'could not be sent back by the bank; the city settles it with you another way',
};

/** One receipt. */
export function Payment({ payment }: { payment: PaymentDto }) {
  const { id, receiptNumber, receivedOn, receivedCents, method, checkNumber, lines, refunds } = payment;
  return (
    <li className="panel">
      <h2>
        {money(receivedCents)} on {longDate(receivedOn)}
      </h2>
      <p>
        Receipt {receiptNumber}, paid {METHODS[method]}
        {checkNumber && ` ${checkNumber}`}.
      </p>
      <AmountLines lines={lines} />
      {refunds.map((refund) => (
        <p key={refund.id}>
          <strong>{money(refund.amountCents)}</strong> {REFUNDS[refund.status]}: {refund.reason}
        </p>
      ))}
      <FileButton path={`/v1/payments/${id}/receipt`} fileName={`${receiptNumber}.pdf`}>
        Get the receipt
      </FileButton>
    </li>
  );
}
