export { CodeEnforcementModule } from './code-enforcement.module.js';
export { CodeEnforcementService, type CaseContact } from './code-enforcement.service.js';
export * from './code-enforcement.events.js';
