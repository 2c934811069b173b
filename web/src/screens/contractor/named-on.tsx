import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { dashboardQuery } from '../../api/queries';
import { RecordLink } from '../../components/record-link';
import { StatusTag } from '../../components/status-tag';
import { ProblemAlert } from '../../problems/problem-alert';

/** So many stand here; the dashboard has them all. */
const SHOWN = 8;

/** What the contractor's papers touch: the permits that it works on. */
export function NamedOn({ isOk }: { isOk: boolean }) {
  const { data, error } = useQuery(dashboardQuery);
  const permits = data?.permits ?? [];
  return (
    <section aria-labelledby="named-on">
      <h2 id="named-on">Permits you work on</h2>
      <ProblemAlert error={error} />
      {data && permits.length === 0 && <p>None. A permit that names you stands here, and you get an e-mail.</p>}
      {permits.length > 0 && !isOk && (
        <p>While you are not in good standing, no inspection can be booked on these, and none that waits for you is issued.</p>
      )}
      <ul className="rows">
        {permits.slice(0, SHOWN).map(({ number, typeName, address, status, statusLabel }) => (
          <li key={number}>
            <div className="rows__what">
              <p>
                <RecordLink number={number} name={typeName} />
              </p>
              <p>{address?.line1}</p>
            </div>
            <StatusTag status={status} label={statusLabel} />
          </li>
        ))}
      </ul>
      {permits.length > SHOWN && <Link to="/dashboard">All {permits.length} permits</Link>}
    </section>
  );
}
