import { Navigate } from 'react-router';
import type { Shape } from '../../api/types';
import { recordPath } from '../../format/record-path';

/** A party to a license, a case or a project goes on to its own page. */
export function OtherRecord({ record: { number } }: { record: Shape<'RecordDto'> }) {
  const own = recordPath(number);
  return <Navigate to={own === `/records/${number}` ? `${own}/history` : own} replace />;
}
