import { Link } from 'react-router';
import type { Shape } from '../../api/types';
import { PayButton } from '../../components/pay-button';
import { StatusTag } from '../../components/status-tag';
import { street } from '../../format/address';
import { recordPath } from '../../format/record-path';
import { isAtRest } from './urgency.rules';

type DashboardRecord = Shape<'DashboardRecordDto'>;

interface RecordListProps {
  title: string;
  records: readonly DashboardRecord[];
  total: number;
}

/** All records of a kind; those at rest are folded away when there are others. */
export function RecordList({ title, records, total }: RecordListProps) {
  if (records.length === 0) return null;
  const [moving, atRest] = [records.filter((record) => !isAtRest(record)), records.filter(isAtRest)];
  const isFolded = moving.length > 0 && atRest.length > 2;
  return (
    <section aria-label={title}>
      <h2>
        {title} <span className="muted">({total})</span>
      </h2>
      <Rows records={isFolded ? moving : records} />
      {isFolded && (
        <details className="more">
          <summary>{atRest.length} more with nothing to do</summary>
          <Rows records={atRest} />
        </details>
      )}
      {total > records.length && (
        <p>
          The newest {records.length} are shown. <Link to="/search">Search for older ones</Link>.
        </p>
      )}
    </section>
  );
}

function Rows({ records }: { records: readonly DashboardRecord[] }) {
  return (
    <ul className="rows">
      {records.map((record) => (
        <Row key={record.number} record={record} />
      ))}
    </ul>
  );
}

function Row({ record }: { record: DashboardRecord }) {
  const { number, typeName, address, status, statusLabel, attachmentCount, feesDueCents, nextStep, relation } = record;
  return (
    <li>
      <div className="rows__what">
        <p>
          <Link to={recordPath(record)}>
            <strong>{typeName}</strong>
          </Link>{' '}
          <span className="muted number">{number}</span> <StatusTag status={status} label={statusLabel} />
          {relation === 'linked' && <span className="tag">Linked</span>}
        </p>
        {address && <p>{street(address)}</p>}
        {nextStep.actor !== 'none' && <p className="muted">{nextStep.label}</p>}
      </div>
      <div className="rows__do">
        {attachmentCount > 0 && (
          <Link to={`/records/${number}/attachments`}>
            {attachmentCount} {attachmentCount === 1 ? 'document' : 'documents'}
            <span className="usa-sr-only"> of {number}</span>
          </Link>
        )}
        <PayButton number={number} cents={feesDueCents} look="outline" />
      </div>
    </li>
  );
}
