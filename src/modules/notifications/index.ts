export { NotificationsModule } from './notifications.module.js';
export { NotificationsQueries } from './notifications.queries.js';
export { portalPaths } from './portal-paths.js';
