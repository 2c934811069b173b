import { Logger } from '@nestjs/common';
import { Logger as QueueLogger } from 'graphile-worker';

const logger = new Logger('JobQueue');

/**
 * The job queue's remarks in the portal's log. What it says of each job is left out: the portal tells of failed ones itself, with
 * the name of the listener or task, and successful ones need no line.
 */
export const queueLogger = new QueueLogger(() => (level, message, meta) => {
  if (meta?.failure || meta?.success) return;
  if (level === 'error') logger.error(message);
  else if (level === 'warning') logger.warn(message);
  else logger.verbose(message);
});
