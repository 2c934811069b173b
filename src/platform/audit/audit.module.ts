import { Global, Module } from '@nestjs/common';
import { AuditAdminController } from './audit.admin.controller.js';
import { AuditLog } from './audit-log.js';
import { AuditQueries } from './audit.queries.js';

@Global()
@Module({ controllers: [AuditAdminController], providers: [AuditLog, AuditQueries], exports: [AuditLog] })
export class AuditModule {}
