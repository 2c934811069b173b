import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { cityQuery } from '../../api/queries';
import { Page } from '../../components/page';
import { useAccount } from '../../session/use-account';
import { Ask } from '../permit-finder/ask';
import './home.css';
import { TASKS } from './tasks';

export default function Home() {
  const { data: city } = useSuspenseQuery(cityQuery);
  const account = useAccount();
  return (
    <Page title="What do you want to do?" wide>
      <p className="usa-intro">
        The counter of the {city.name}, {city.departmentName}, open at any hour.{' '}
        {account && <Link to="/dashboard">See what waits for you, {account.firstName}</Link>}
      </p>
      <Ask label="Say in your own words what you want to build, fix or open" />
      <ul className="grid home__tasks">
        {TASKS.map(({ to, title, text }) => (
          <li key={to} className="panel home__task">
            <h2>
              <Link to={to}>{title}</Link>
            </h2>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </Page>
  );
}
