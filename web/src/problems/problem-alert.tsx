import { Link, useLocation } from 'react-router';
import { WholeNumbers } from '../components/whole-numbers';
import { signInPath } from '../session/sign-in-path';
import { ProblemError, wordsOf } from './problem';

/** Within a page, beside what was tried: the refusal in the API's words, announced. Nothing while there is none. */
export function ProblemAlert({ error }: { error: unknown }) {
  const location = useLocation();
  if (!error) return null;
  return (
    <div className="usa-alert usa-alert--error usa-alert--slim" role="alert">
      <div className="usa-alert__body">
        <p className="usa-alert__text">
          <WholeNumbers>{wordsOf(error)}</WholeNumbers>{' '}
          {error instanceof ProblemError && error.status === 401 && <Link to={signInPath(location)}>Sign in again</Link>}
        </p>
      </div>
    </div>
  );
}
