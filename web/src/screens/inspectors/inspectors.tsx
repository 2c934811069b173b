import { useSuspenseQueries } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { cityQuery } from '../../api/queries';
import { Page } from '../../components/page';
import { clockTime } from '../../format/dates';
import { phone, telephone } from '../../format/phones';

const inspectorsQuery = {
  queryKey: ['inspectors'],
  queryFn: async () => (await answer(api.GET('/v1/inspectors', { params: { query: { limit: 100 } } }))).items,
};

export default function Inspectors() {
  const [{ data: inspectors }, { data: city }] = useSuspenseQueries({ queries: [inspectorsQuery, cityQuery] });
  const { from, to } = city.inspectorCallHours;
  return (
    <Page
      title="Call an inspector"
      lead={`Inspectors answer from ${clockTime(from)} to ${clockTime(to)} on the morning of a visit. You need not call to learn the time: we tell you that morning.`}
    >
      <div className="actions">
        <Link className="usa-button" to="/inspections">
          See my inspections
        </Link>
      </div>
      {inspectors.length === 0 && <p>No inspector is listed. Please call the city; the numbers are below.</p>}
      <ul className="rows">
        {inspectors.map((inspector) => (
          <li key={inspector.id}>
            <div className="rows__what">
              <p>
                <strong>{inspector.name}</strong>
              </p>
              <p className="muted">
                {inspector.disciplines.join(', ')}, {clockTime(inspector.callFrom)} to {clockTime(inspector.callTo)}
              </p>
            </div>
            <a href={telephone(inspector.phone)}>{phone(inspector.phone)}</a>
          </li>
        ))}
      </ul>
    </Page>
  );
}
