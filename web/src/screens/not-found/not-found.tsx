import { Link } from 'react-router';
import { Page } from '../../components/page';

export default function NotFound() {
  return (
    <Page title="We cannot find that page" lead="The address may be mistyped, or the page has moved.">
      <div className="actions">
        <Link className="usa-button" to="/search">
          Search for a record
        </Link>
        <Link className="usa-button usa-button--outline" to="/">
          Go to the home page
        </Link>
      </div>
    </Page>
  );
}
