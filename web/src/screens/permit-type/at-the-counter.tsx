import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { permitTypeQuery } from '../../api/permit-types';
import { cityQuery } from '../../api/queries';
import type { Shape } from '../../api/types';
import { Alert } from '../../components/alert';
import { phone, telephone } from '../../format/phones';

interface AtTheCounterProps {
  type: Shape<'PermitTypeDto'>;
  counter: Shape<'CounterSubmissionGuideDto'>;
}

/** What to bring for a permit that is not applied for online. */
export function AtTheCounter({ type, counter }: AtTheCounterProps) {
  const { data: city } = useSuspenseQuery(cityQuery);
  const byMail = counter.channels.includes('mail');
  return (
    <>
      <Alert kind="info" heading={byMail ? 'At the counter or by mail' : 'At the counter'}>
        {type.instructions}
      </Alert>
      <h2>What to bring{byMail && ' or mail'}</h2>
      <ul className="usa-list">
        <li>The application, filled in and signed</li>
        {counter.hardCopySets > 0 && (
          <li>
            {counter.hardCopySets} {counter.hardCopySets === 1 ? 'set' : 'sets'} of paper plans
          </li>
        )}
      </ul>
      <div className="actions">
        {city.phones[0] && (
          <a className="usa-button" href={telephone(city.phones[0].number)}>
            Call {phone(city.phones[0].number)}
          </a>
        )}
        <Link to="/permit-finder">Look for another permit</Link>
      </div>
      {counter.disciplines.length > 0 && (
        <>
          <h2>Who will review it</h2>
          <p>{counter.disciplines.map(({ name }) => name).join(', ')}</p>
        </>
      )}
      {counter.typicalInspections.length > 0 && (
        <>
          <h2>Inspections that usually follow</h2>
          <p>{counter.typicalInspections.join(', ')}</p>
        </>
      )}
      {counter.oftenMistakenFor.length > 0 && (
        <>
          <h2>Please do not apply under another permit</h2>
          <p>An application under one of these would be returned:</p>
          <ul className="usa-list">
            {counter.oftenMistakenFor.map((code) => (
              <li key={code}>
                <Mistaken code={code} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Mistaken({ code }: { code: string }) {
  const { data: type } = useQuery(permitTypeQuery(code));
  return <Link to={`/permit-types/${code}`}>{type?.name ?? code}</Link>;
}
