import { Navigate } from 'react-router';
import type { Shape } from '../../api/types';
import { pageOf } from './page-of.rules';

/** A party to a license, a case or a project goes on to its own page. */
export function OtherRecord({ record }: { record: Shape<'RecordDto'> }) {
  return <Navigate to={pageOf(record)} replace />;
}
