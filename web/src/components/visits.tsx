import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer } from '../api/answer';
import { api } from '../api/client';
import { clockTime, weekdayDate } from '../format/dates';
import { ProblemAlert } from '../problems/problem-alert';
import { StatusTag } from './status-tag';

const OPEN = ['not-ready', 'ready', 'scheduled'];

/** The visits that an inspector still has to make on a record, with the way to book them. Nothing while there are none. */
export function Visits({ number }: { number: string }) {
  const { data, error } = useQuery({
    queryKey: ['record', number, 'inspections'],
    queryFn: async () =>
      (await answer(api.GET('/v1/records/{number}/inspections', { params: { path: { number }, query: { limit: 100 } } }))).items,
  });
  const visits = data?.filter(({ status }) => OPEN.includes(status)) ?? [];
  if (error) return <ProblemAlert error={error} />;
  if (visits.length === 0) return null;
  return (
    <section aria-labelledby="visits">
      <h2 id="visits">Visits</h2>
      <ul className="rows">
        {visits.map(({ id, typeName, status, statusLabel, appointment, hold }) => (
          <li key={id}>
            <div className="rows__what">
              <p>
                <strong>{typeName}</strong> <StatusTag status={status} label={statusLabel} />
              </p>
              {appointment && (
                <p>
                  {weekdayDate(appointment.date)}, {clockTime(appointment.start)}
                </p>
              )}
              {hold && <p>{hold.reason}</p>}
            </div>
            {!hold && status !== 'not-ready' && (
              <Link className="usa-button usa-button--outline" to={`/records/${number}/inspections`}>
                {appointment ? (appointment.mayChange ? 'Move or cancel' : 'See the visit') : 'Schedule'}
                <span className="usa-sr-only"> {typeName}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
