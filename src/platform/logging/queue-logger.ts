import { Logger } from '@nestjs/common';
import { Logger as QueueLogger } from 'graphile-worker';

const logger = new Logger('JobQueue');

const WAY_TO_THE_DATABASE = /^Error (with notify listener|occurred (fetching jobs|attempting to UNLISTEN))/;

/**
 * The job queue's remarks in the portal's log. What it says of each job is left out: the portal tells of failed ones itself, with
 * the name of the listener or task, and successful ones need no line.
 */
export const queueLogger = new QueueLogger(() => (level, message, meta) => {
  if (meta?.failure || meta?.success) return;
  // That the database is away is said once, where requests and the heartbeat notice it.
  if (level === 'error' && WAY_TO_THE_DATABASE.test(message)) logger.verbose(message);
  else if (level === 'error') logger.error(message);
  else if (level === 'warning') logger.warn(message);
  else logger.verbose(message);
});
