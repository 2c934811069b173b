import { Navigate } from 'react-router';
import type { Shape } from '../../api/types';

/** Kinds of records have pages of their own; their numbers tell which. */
const PAGES: Record<string, (number: string) => string> = {
  CON: (number) => `/contractors/${number}/registration`,
  ELV: (number) => `/conveyances/${number}`,
  BUS: (number) => `/business-registrations/${number}`,
  CEC: (number) => `/code-cases/${number}`,
  PRJ: (number) => `/projects/${number}`,
};

/** A party to a license, a case or a project goes on to its own page. */
export function OtherRecord({ record: { number } }: { record: Shape<'RecordDto'> }) {
  const page = PAGES[number.slice(0, 3)];
  return <Navigate to={page ? page(number) : `/records/${number}/history`} replace />;
}
