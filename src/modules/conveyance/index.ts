export { ConveyanceModule } from './conveyance.module.js';
export * from './conveyances.events.js';
export { PaperOwners } from './paper-owners.js';
export type { ConveyanceStatus } from './conveyance.status.js';
