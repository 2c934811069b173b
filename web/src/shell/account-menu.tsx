import { Link, useLocation } from 'react-router';
import { signOut, type Account } from '../session/session';
import { signInPath } from '../session/sign-in-path';

/** Nobody wants to come back to these. */
const BEFORE_SIGN_IN = /^\/($|sign-in|register|account\/)/;

/** Who is signed in, or the way to be. */
export function AccountMenu({ account }: { account: Account | undefined }) {
  const location = useLocation();
  if (!account) {
    return (
      <div className="header__account">
        <Link
          className="usa-button usa-button--outline usa-button--inverse"
          to={BEFORE_SIGN_IN.test(location.pathname) ? '/sign-in' : signInPath(location)}
        >
          Sign in
        </Link>
      </div>
    );
  }
  return (
    <div className="header__account">
      <Link to="/account">{account.businessName ?? `${account.firstName} ${account.lastName}`}</Link>
      <button type="button" className="usa-button usa-button--outline usa-button--inverse" onClick={() => void signOut()}>
        Sign out
      </button>
    </div>
  );
}
