export { ContractorsModule } from './contractors.module.js';
export { classItems, type NamedOnRecord } from './class-items.rules.js';
export { ContractorClasses, type ContractorClass } from './contractor-classes.js';
export { ContractorsService, type ContractorProblem, type ContractorStanding } from './contractors.service.js';
export { StandingProblemDto } from './contractors.dto.js';
export * from './contractors.events.js';
export { wasRegistered, type ContractorStatus } from './contractor.status.js';
