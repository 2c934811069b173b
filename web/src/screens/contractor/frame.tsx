import type { ReactNode } from 'react';
import type { Shape } from '../../api/types';
import { Page } from '../../components/page';

interface FrameProps {
  contractor: Shape<'ContractorFileDto'>;
  /** What this page of the contractor is about. */
  part: string;
  lead?: string;
  children: ReactNode;
}

/** What each page of a contractor begins with. */
export function Frame({ contractor: { number, businessName }, part, lead, children }: FrameProps) {
  return (
    <Page title={`${part}: ${businessName}`} over={`Contractor ${number}`} lead={lead}>
      {children}
    </Page>
  );
}

/** Whether the account manages the contractor, or only acts for it. */
export function isManager({ accounts }: Shape<'ContractorFileDto'>, accountId: string | undefined): boolean {
  return accounts.some(({ id, role }) => id === accountId && role === 'manager');
}
