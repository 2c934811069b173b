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
        <ul className="rows">
          {fees.map((fee) => (
            <li key={fee.id}>
              <div className="rows__what">
                <p>
                  <strong>{fee.description}</strong> <StatusTag status={fee.status} label={STATUSES[fee.status]} />
                </p>
                <p className="muted">{fee.basis}</p>
                <p className="muted">
                  Assessed {moment(fee.assessedAt)}
                  {fee.reservedUntil && `; somebody is paying it until ${moment(fee.reservedUntil)}`}
                  {fee.refundedCents > 0 && `; ${money(fee.refundedCents)} went back`}
                </p>
              </div>
              <span className="amount">{money(fee.amountCents)}</span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  );
}
