import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import type { Shape } from '../../api/types';
import { Page } from '../../components/page';
import { StatusTag } from '../../components/status-tag';

interface FrameProps {
  contractor: Shape<'ContractorFileDto'>;
  /** What this page of the contractor is about. */
  part: string;
  lead?: string;
  children: ReactNode;
}

/** What is around each page of a contractor. */
export function Frame({ contractor: { number, businessName, status, statusLabel }, part, lead, children }: FrameProps) {
  return (
    <Page title={`${part}: ${businessName}`} over={`Contractor ${number}`} lead={lead}>
      <p>
        <StatusTag status={status} label={statusLabel} />
      </p>
      <nav aria-label="The contractor">
        <ul className="tabs">
          {PARTS.map(([path, name]) => (
            <li key={path}>
              <NavLink to={`/contractors/${number}/${path}`}>{name}</NavLink>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </Page>
  );
}

const PARTS = [
  ['registration', 'Registration'],
  ['renewals', 'Renewal'],
  ['members', 'Team'],
] as const;

/** Whether the account manages the contractor, or only acts for it. */
export function isManager({ accounts }: Shape<'ContractorFileDto'>, accountId: string | undefined): boolean {
  return accounts.some(({ id, role }) => id === accountId && role === 'manager');
}
