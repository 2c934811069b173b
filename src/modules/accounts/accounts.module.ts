import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AuthModule } from '../../platform/auth/auth.module.js';
import { SessionCheck } from '../../platform/auth/session-check.js';
import { Account } from './account.entity.js';
import { AccountLinks } from './account-links.js';
import { AccountsController } from './accounts.controller.js';
import { AccountQueries } from './accounts.queries.js';
import { AccountsService } from './accounts.service.js';
import { Links } from './links.js';
import { HASH_COST, OWASP_COST, PasswordHasher } from './passwords/password-hasher.js';
import { RegistrationService } from './registration.service.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SignInService } from './sessions/sign-in.service.js';
import { StaffAccountsService } from './staff/staff-accounts.service.js';

@Module({
  imports: [AuthModule, MikroOrmModule.forFeature([Account])],
  controllers: [AccountsController, SessionsController],
  providers: [
    AccountQueries,
    AccountsService,
    AccountLinks,
    Links,
    RegistrationService,
    { provide: HASH_COST, useValue: OWASP_COST },
    PasswordHasher,
    SessionsService,
    { provide: SessionCheck, useExisting: SessionsService },
    SignInService,
    StaffAccountsService,
  ],
  exports: [AccountsService, AccountLinks],
})
export class AccountsModule {}
