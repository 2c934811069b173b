import type { Shape } from '../../api/types';

/** Applied for, and not registered yet, or never. */
const APPLICATIONS = ['pending', 'denied', 'withdrawn'];

/** The page of a record for those it concerns, by what kind it is. */
export function pageOf({ number, kind, typeCode, status }: Pick<Shape<'RecordDto'>, 'number' | 'kind' | 'typeCode' | 'status'>): string {
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
