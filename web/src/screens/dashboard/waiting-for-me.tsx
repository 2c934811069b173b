import { Link } from 'react-router';
import type { Shape } from '../../api/types';
import { WholeNumbers } from '../../components/whole-numbers';
import { street } from '../../format/address';
import { longDate } from '../../format/dates';
import { recordPath } from '../../format/record-path';
import { NextActions } from '../../next-step/next-actions';

type DashboardRecord = Shape<'DashboardRecordDto'>;

/** First of all: what only the reader can move, with the button that does it. */
export function WaitingForMe({ records }: { records: readonly DashboardRecord[] }) {
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting" tabIndex={-1}>
        Waiting for you
      </h2>
      {records.length === 0 && <p>Nothing. When it is your turn, it shows here and you get a letter.</p>}
      <ul className="rows">
        {records.map((record) => (
          <Waiting key={record.number} record={record} />
        ))}
      </ul>
    </section>
  );
}

function Waiting({ record }: { record: DashboardRecord }) {
  const { number, typeName, address, nextStep, feesDueCents } = record;
  const dueOn = nextStep.dueOn && longDate(nextStep.dueOn);
  return (
    <li>
      <div className="rows__what">
        <p>
          <strong>
            <WholeNumbers>{nextStep.label}</WholeNumbers>
          </strong>
          {dueOn && !nextStep.label.includes(dueOn) && <> by {dueOn}</>}
        </p>
        <p>
          <Link to={recordPath(record)}>{typeName}</Link> <span className="muted number">{number}</span>
          {address && <span className="muted">, {street(address)}</span>}
        </p>
      </div>
      <div className="rows__do">
        <NextActions on={{ ...record, home: recordPath(record) }} action={nextStep.action} feesDueCents={feesDueCents} otherwise="See it" />
      </div>
    </li>
  );
}
