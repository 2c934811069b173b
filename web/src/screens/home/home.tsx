import { Link } from 'react-router';
import { Page } from '../../components/page';
import { useAccount } from '../../session/use-account';
import { Ask } from '../permit-finder/ask';
import './home.css';
import { TASKS } from './tasks';

export default function Home() {
  const account = useAccount();
  return (
    <Page title="What do you want to do?" wide>
      <p className="usa-intro">
        Apply, pay, answer a review, book an inspection, get your papers: at any hour, without a call.{' '}
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
