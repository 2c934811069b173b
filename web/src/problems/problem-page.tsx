import { Link, Navigate, useLocation, useRouteError } from 'react-router';
import { Page } from '../components/page';
import { WholeNumbers } from '../components/whole-numbers';
import { signInPath } from '../session/sign-in-path';
import { useAccount } from '../session/use-account';
import { ProblemError, wordsOf } from './problem';

const TITLES: Record<number, string> = {
  0: 'The connection was lost',
  403: 'This page belongs to somebody else',
  404: 'We cannot find that',
  409: 'Something has changed in the meantime',
  412: 'Somebody else has changed this in the meantime',
  429: 'That was a little too fast',
  503: 'The portal is being looked after',
};

/** In the place of a page that could not be shown: what happened, and a way on. */
export function ProblemPage() {
  const error = useRouteError();
  const location = useLocation();
  const account = useAccount();
  const status = error instanceof ProblemError ? error.status : 500;
  if (status === 401) return <Navigate to={signInPath(location)} replace />;
  return (
    <Page title={TITLES[status] ?? 'Something went wrong'}>
      <p className="usa-intro">
        <WholeNumbers>{wordsOf(error)}</WholeNumbers>
      </p>
      {(status === 403 || status === 404) && !account && (
        <p>If it is yours, sign in first: some pages are only for the people they concern.</p>
      )}
      <div className="actions">
        {status === 403 || status === 404 ? (
          <>
            {!account && (
              <Link className="usa-button" to={signInPath(location)}>
                Sign in
              </Link>
            )}
            {account && status === 403 && (
              <Link className="usa-button" to="/link-a-record">
                Link a record
              </Link>
            )}
            <Link className="usa-button usa-button--outline" to="/search">
              Search for a record
            </Link>
          </>
        ) : (
          <button type="button" className="usa-button" onClick={() => window.location.reload()}>
            Try again
          </button>
        )}
        <Link className="usa-button usa-button--outline" to={account ? '/dashboard' : '/'}>
          {account ? 'Go to my dashboard' : 'Go to the home page'}
        </Link>
      </div>
    </Page>
  );
}
