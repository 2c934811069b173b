export { AccountsModule } from './accounts.module.js';
export { AccountsService, type AccountSummary, type NewContractor } from './accounts.service.js';
export { AccountLinks } from './account-links.js';
export { CONTRACTOR_KINDS, type ContractorKind } from './account.entity.js';
export * from './accounts.events.js';
export { AccountStateUnchanged, EmailInUse } from './accounts.errors.js';
export { OpenSessions } from './sessions/open-sessions.js';
export { StaffAccountsService } from './staff/staff-accounts.service.js';
export { HASH_COST, type HashCost } from './passwords/password-hasher.js';
