import type { Shape } from '../api/types';

/** Applied for, and not registered yet, or never. */
const APPLICATIONS = ['pending', 'denied', 'withdrawn'];

type Kinds = Pick<Shape<'RecordDto'>, 'number' | 'kind' | 'typeCode' | 'status'>;

/** The page of a record for those whose it is, by what kind it is. */
export function recordPath({ number, kind, typeCode, status }: Kinds): string {
  switch (kind) {
    case 'permit':
      return `/records/${number}`;
    case 'case':
      return `/code-cases/${number}`;
    case 'project':
      return `/projects/${number}`;
    case 'license':
      if (typeCode === 'business-registration') return `/business-registrations/${number}`;
      if (typeCode !== 'contractor-registration') return `/conveyances/${number}`;
      return APPLICATIONS.includes(status) ? `/contractor-applications/${number}` : `/contractors/${number}/registration`;
  }
}
