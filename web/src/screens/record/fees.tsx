import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import type { Shape } from '../../api/types';
import { Page } from '../../components/page';
import { PayButton } from '../../components/pay-button';
import { StatusTag } from '../../components/status-tag';
import { moment } from '../../format/dates';
import { money } from '../../format/money';
import { feesQuery, recordQuery } from './record.queries';

const STATUSES: Record<Shape<'FeeDto'>['status'], string> = {
  due: 'Due',
  paid: 'Paid',
  refunded: 'Refunded',
  reserved: 'Being paid',
  void: 'Taken back',
};

/** What the record costs, line by line, each with its arithmetic; and the button that pays. */
export default function Fees() {
  const number = useParams().number!;
  const { data: record } = useSuspenseQuery(recordQuery(number));
  const { data: fees } = useSuspenseQuery(feesQuery(number));
  const due = record.feesDueCents ?? 0;
  return (
    <Page title={`Fees of ${record.number}`} lead={due > 0 ? `${money(due)} to pay now.` : 'Nothing to pay now.'}>
      {due > 0 && <PayButton number={record.number} cents={due} />}
      {fees.length > 0 && (
        <table className="usa-table usa-table--borderless usa-table--stacked">
          <thead>
            <tr>
              <th scope="col">Fee</th>
              <th scope="col">How it comes about</th>
              <th scope="col">Amount</th>
              <th scope="col">Status</th>
              <th scope="col">Assessed</th>
            </tr>
          </thead>
          <tbody>
            {fees.map((fee) => (
              <tr key={fee.id}>
                <th scope="row" data-label="Fee">
                  {fee.description}
                </th>
                <td data-label="How it comes about">{fee.basis}</td>
                <td data-label="Amount" className="amount">
                  {money(fee.amountCents)}
                </td>
                <td data-label="Status">
                  <StatusTag status={fee.status} label={STATUSES[fee.status]} />
                  {fee.reservedUntil && ` until ${moment(fee.reservedUntil)}`}
                  {fee.refundedCents > 0 && ` ${money(fee.refundedCents)} went back`}
                </td>
                <td data-label="Assessed">{moment(fee.assessedAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}
