export { asForm } from './form.js';
export { Portal, type Account, type PortalOptions, type SessionKeeping } from './portal.js';
export { answer, ProblemError, type Problem, type ProblemCode } from './problem.js';
export type { components, operations, paths } from './schema.js';
