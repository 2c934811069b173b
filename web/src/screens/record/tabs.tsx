import { NavLink } from 'react-router';
import type { Shape } from '../../api/types';

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

function tabsOf({ number, kind, status, feesDueCents }: Shape<'RecordDto'>): { to: string; label: string }[] {
  const of = (part: string) => `/records/${number}${part}`;
  const isPermit = kind === 'permit';
  const isBeforeIssue = ['draft', 'returned', 'submitted', 'in-review', 'corrections-required', 'approved'].includes(status);
  return [
    { to: of(''), label: 'Overview' },
    ...(isPermit && isBeforeIssue ? [{ to: `/permits/${number}/requirements`, label: 'Still missing' }] : []),
    ...(isPermit ? [{ to: of('/reviews'), label: 'Reviews' }] : []),
    ...(kind === 'project' ? [] : [{ to: of('/inspections'), label: 'Inspections' }]),
    { to: of('/attachments'), label: 'Documents' },
    ...(kind === 'project' ? [] : [{ to: of('/fees'), label: feesDueCents ? 'Fees due' : 'Fees' }]),
    ...(isPermit ? [{ to: of('/contractors'), label: 'Contractors' }] : []),
    { to: of('/links'), label: 'People' },
    { to: of('/history'), label: 'History' },
  ];
}
