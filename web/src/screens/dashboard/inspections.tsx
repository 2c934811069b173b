import { Link } from 'react-router';
import type { Shape } from '../../api/types';
import { clockTime, weekdayDate } from '../../format/dates';

type Inspection = Shape<'DashboardInspectionDto'>;

/** The visits that are booked, then the records whose visits can be. */
export function Inspections({ inspections }: { inspections: readonly Inspection[] }) {
  const booked = inspections.filter(({ appointment }) => appointment).sort((one, other) => momentOf(one).localeCompare(momentOf(other)));
  const ready = Map.groupBy(
    inspections.filter(({ status, appointment }) => status === 'ready' && !appointment),
    ({ recordNumber }) => recordNumber,
  );
  if (booked.length + ready.size === 0) return null;
  return (
    <section aria-labelledby="inspections">
      <h2 id="inspections">Active inspections</h2>
      <ul className="rows">
        {booked.map(({ id, recordNumber, typeName, appointment }) => (
          <Row key={id} number={recordNumber} what={typeName} when={appointment ? timeOf(appointment) : ''} button="See the visit" />
        ))}
        {[...ready].map(([number, ofIt]) => (
          <Row
            key={number}
            number={number}
            what={ofIt.map(({ typeName }) => typeName).join(', ')}
            when="Ready to be booked"
            button="Schedule"
          />
        ))}
      </ul>
      <p>
        <Link to="/inspections">All inspections, and a calendar that keeps itself up to date</Link>
      </p>
    </section>
  );
}

function Row({ number, what, when, button }: { number: string; what: string; when: string; button: string }) {
  return (
    <li>
      <div className="rows__what">
        <p>
          <strong>{what}</strong> <span className="muted number">{number}</span>
        </p>
        <p>{when}</p>
      </div>
      <Link className="usa-button usa-button--outline" to={`/records/${number}/inspections`}>
        {button}
        <span className="usa-sr-only">
          {' '}
          {what}, {number}
        </span>
      </Link>
    </li>
  );
}

const momentOf = ({ appointment }: Inspection) => `${appointment?.date} ${appointment?.start}`;

/** The window is told on the morning of the visit. */
function timeOf({ date, start, end, arrivalWindow }: NonNullable<Inspection['appointment']>): string {
  const [from, to] = arrivalWindow ? [arrivalWindow.from, arrivalWindow.to] : [start, end];
  return `${weekdayDate(date)}, ${clockTime(from)} to ${clockTime(to)}`;
}
