import { Logger } from '@nestjs/common';

const logger = new Logger('Database');

/** Where the ORM's own remarks go: to the portal's log, out of the way. */
export function logOrmRemark(remark: string): void {
  logger.debug(remark);
}
