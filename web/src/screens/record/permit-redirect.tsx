import { Navigate, useParams } from 'react-router';

/** Letters lead to a permit by this address; its page is its record's. */
export default function PermitRedirect() {
  return <Navigate to={`/records/${useParams().number}`} replace />;
}
