import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { cityQuery } from '../../api/queries';
import { Page } from '../../components/page';

export default function Home() {
  const { data: city } = useSuspenseQuery(cityQuery);
  return (
    <Page title="What do you want to do?" lead={`Everything the counter of the ${city.name} does, at any hour.`}>
      <div className="actions">
        <Link className="usa-button" to="/permit-finder">
          Find out which permit you need
        </Link>
      </div>
    </Page>
  );
}
