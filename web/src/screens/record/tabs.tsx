import { NavLink } from 'react-router';
import type { Shape } from '../../api/types';
import { recordPath } from '../../format/record-path';

/** The parts of a record. */
export function Tabs({ record }: { record: Shape<'RecordDto'> }) {
  return (
    <nav aria-label={`Parts of ${record.number}`}>
      <ul className="tabs">
        {tabsOf(record).map(({ to, label }) => (
          <li key={to}>
            <NavLink to={to} end>
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function tabsOf(record: Shape<'RecordDto'>): { to: string; label: string }[] {
  const { number, kind, typeCode, status, feesDueCents } = record;
  const of = (part: string) => `/records/${number}${part}`;
  const isPermit = kind === 'permit';
  const isBeforeIssue = ['draft', 'returned', 'submitted', 'in-review', 'corrections-required', 'approved'].includes(status);
  const isContractor = typeCode === 'contractor-registration';
  const overview = recordPath(record);
  return [
    { to: overview, label: 'Overview' },
    ...(isContractor && overview.endsWith('/registration')
      ? [
          { to: `/contractors/${number}/renewals`, label: 'Renewal' },
          { to: `/contractors/${number}/members`, label: 'Team' },
        ]
      : []),
    ...(isPermit && isBeforeIssue ? [{ to: `/permits/${number}/requirements`, label: 'Still missing' }] : []),
    ...(isPermit || typeCode === 'business-registration' ? [{ to: of('/reviews'), label: 'Reviews' }] : []),
    ...(kind === 'project' || isContractor ? [] : [{ to: of('/inspections'), label: 'Inspections' }]),
    { to: of('/attachments'), label: 'Documents' },
    ...(kind === 'project' ? [] : [{ to: of('/fees'), label: feesDueCents ? 'Fees due' : 'Fees' }]),
    ...(isPermit ? [{ to: of('/contractors'), label: 'Contractors' }] : []),
    ...(isContractor ? [] : [{ to: of('/links'), label: 'People' }]),
    { to: of('/history'), label: 'History' },
  ];
}
