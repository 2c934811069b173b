export { PermitsModule } from './permits.module.js';
export { PermitsService } from './permits.service.js';
export type { PermitRequirementsDto } from './issuance/requirements.dto.js';
export * from './permits.events.js';
export { PermitTypes } from './types/permit-types.service.js';
export type { PermitStatus } from './permit.status.js';
