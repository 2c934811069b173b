import { Link } from 'react-router';
import type { Shape } from '../../api/types';
import { clockTime, weekdayDate } from '../../format/dates';

type Inspection = Shape<'DashboardInspectionDto'>;

/** The visits that are booked, then those that can be. */
export function Inspections({ inspections }: { inspections: readonly Inspection[] }) {
  const booked = inspections.filter(({ appointment }) => appointment).sort((one, other) => momentOf(one).localeCompare(momentOf(other)));
  const ready = inspections.filter(({ status, appointment }) => status === 'ready' && !appointment);
  if (booked.length + ready.length === 0) return null;
  return (
    <section aria-labelledby="inspections">
      <h2 id="inspections">Active inspections</h2>
      <ul className="rows">
        {[...booked, ...ready].map((inspection) => (
          <Row key={inspection.id} inspection={inspection} />
        ))}
      </ul>
      <p>
        <Link to="/inspections">All inspections, and a calendar that keeps itself up to date</Link>
      </p>
    </section>
  );
}

const momentOf = ({ appointment }: Inspection) => `${appointment?.date} ${appointment?.start}`;

function Row({ inspection: { recordNumber, typeName, appointment } }: { inspection: Inspection }) {
  const to = `/records/${recordNumber}/inspections`;
  return (
    <li>
      <div className="rows__what">
        <p>
          <strong>{typeName}</strong> <span className="muted">{recordNumber}</span>
        </p>
        <p>{appointment ? when(appointment) : 'Ready to be booked'}</p>
      </div>
      <Link
        className="usa-button usa-button--outline"
        to={to}
        aria-label={`${appointment ? 'Move or cancel' : 'Schedule'}: ${typeName} of ${recordNumber}`}
      >
        {appointment ? 'Move or cancel' : 'Schedule'}
      </Link>
    </li>
  );
}

/** The window is told on the morning of the visit. */
function when({ date, start, end, arrivalWindow }: NonNullable<Inspection['appointment']>): string {
  const [from, to] = arrivalWindow ? [arrivalWindow.from, arrivalWindow.to] : [start, end];
  return `${weekdayDate(date)}, ${clockTime(from)} to ${clockTime(to)}`;
}
