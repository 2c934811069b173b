import { Link } from 'react-router';
import { Alert } from '../../components/alert';
import { Page } from '../../components/page';

/** The last thing that is said to whoever closed an account. */
export default function Closed() {
  return (
    <Page title="Your account is closed">
      <Alert kind="success">You are signed out everywhere. A letter to your e-mail address confirms it.</Alert>
      <div className="actions">
        <Link className="usa-button" to="/">
          Go to the home page
        </Link>
      </div>
    </Page>
  );
}
