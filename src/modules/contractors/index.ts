export { ContractorsModule } from './contractors.module.js';
export { ContractorsService, type ContractorProblem, type ContractorStanding } from './contractors.service.js';
export { ContractorRegistered, ContractorStandingChanged, type StandingCause } from './contractors.events.js';
export type { ContractorStatus } from './contractor.status.js';
