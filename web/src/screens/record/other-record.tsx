import { Navigate } from 'react-router';
import type { Shape } from '../../api/types';
import { recordPath } from '../../format/record-path';

/** A party to a license, a case or a project goes on to its own page. */
export function OtherRecord({ record }: { record: Shape<'RecordDto'> }) {
  return <Navigate to={recordPath(record)} replace />;
}
