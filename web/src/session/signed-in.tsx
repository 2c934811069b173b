import { Navigate, Outlet, useLocation } from 'react-router';
import { signInPath } from './sign-in-path';
import { useAccount } from './use-account';

const CHANGE_PASSWORD = '/account/security';

/** Around the pages that belong to somebody: whoever is not signed in is asked to, and comes back. */
export function SignedIn() {
  const account = useAccount();
  const location = useLocation();
  if (!account) return <Navigate to={signInPath(location)} replace />;
  // A password that somebody else gave out opens nothing but the page where it is changed.
  if (account.passwordMustChange && location.pathname !== CHANGE_PASSWORD) return <Navigate to={CHANGE_PASSWORD} replace />;
  return <Outlet />;
}
