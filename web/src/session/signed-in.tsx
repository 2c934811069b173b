import { Navigate, Outlet, useLocation } from 'react-router';
import { signInPath } from './sign-in-path';
import { useAccount } from './use-account';

/** Around the pages that belong to somebody: whoever is not signed in is asked to, and comes back. */
export function SignedIn() {
  const account = useAccount();
  const location = useLocation();
  return account ? <Outlet /> : <Navigate to={signInPath(location)} replace />;
}
