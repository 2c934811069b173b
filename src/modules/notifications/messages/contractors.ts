import { ContractorRegistered, ContractorStandingChanged } from '../../contractors/index.js';
import { type Message, tell } from '../message.js';
import { portalPaths } from '../portal-paths.js';
import { theAccount } from './recipients.js';

export const contractorMessages: Message[] = [
  tell(ContractorRegistered, {
    kind: 'contractor-registered',
    topic: 'essential',
    mustArrive: true,
    to: theAccount,
    facts: async ({ facts }, ask) => {
      const contractor = (await ask.contractors.byRecordId(facts.recordId))!;
      const account = (await ask.accounts.get(facts.accountId))!;
      return {
        contractorNumber: contractor.number,
        businessName: contractor.businessName,
        email: account.email,
        firstPassword: facts.firstPassword,
        signInUrl: ask.url(portalPaths.signIn),
      };
    },
    secret: ({ facts }) => (facts.firstPassword ? { purpose: 'first-password', id: facts.accountId } : null),
    link: ({ facts }) => portalPaths.contractor(facts.number),
  }),
  tell(ContractorStandingChanged, {
    kind: 'contractor-standing',
    topic: 'essential',
    // Registration has a message of its own, and other details are no news.
    when: ({ facts }) => facts.cause !== 'registered' && facts.cause !== 'details-changed',
    to: ({ facts }, ask) => ask.contractorAccounts(facts.recordId),
    facts: async ({ facts }, ask) => ({
      businessName: (await ask.contractors.byRecordId(facts.recordId))!.businessName,
      contractorNumber: facts.number,
      headline: standingHeadline(facts),
      status: facts.status,
      reason: facts.reason,
      ok: facts.ok,
      problems: facts.problems,
      contractorUrl: ask.url(portalPaths.contractor(facts.number)),
    }),
    link: ({ facts }) => portalPaths.contractor(facts.number),
  }),
];

function standingHeadline({ ok, status }: { ok: boolean; status: string }): string {
  if (ok) return 'your registration is in good standing';
  return status === 'suspended' || status === 'revoked' ? `your registration is ${status}` : 'your registration needs attention';
}
