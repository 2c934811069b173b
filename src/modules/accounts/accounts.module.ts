import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AuthModule } from '../../platform/auth/auth.module.js';
import { SessionCheck } from '../../platform/auth/session-check.js';
import { CityModule } from '../city/index.js';
import { Account } from './account.entity.js';
import { AccountLinks } from './account-links.js';
import { AccountsController } from './accounts.controller.js';
import { AccountQueries } from './accounts.queries.js';
import { AccountsService } from './accounts.service.js';
import { Links } from './links.js';
import { HASH_COST, OWASP_COST, PasswordHasher } from './passwords/password-hasher.js';
import { MyAccountService } from './my-account.service.js';
import { AccountClosing } from './own-data/account-closing.service.js';
import { AccountCopy } from './own-data/account-copy.service.js';
import { AccountParts } from './own-data/account-parts.js';
import { OwnDataController } from './own-data/own-data.controller.js';
import { PasswordPolicy } from './passwords/password-policy.js';
import { PasswordsController } from './passwords/passwords.controller.js';
import { PasswordsService } from './passwords/passwords.service.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SecondFactorService } from './second-factor/second-factor.service.js';
import { SignInBackOff } from './sessions/sign-in-back-off.js';
import { AccountsAdminController } from './staff/accounts.admin.controller.js';
import { FirstAdministrator } from './staff/first-administrator.js';
import { AccountsJobs } from './accounts.jobs.js';
import { RegistrationService } from './registration.service.js';
import { OAuthController } from './sessions/oauth.controller.js';
import { OpenSessions } from './sessions/open-sessions.js';
import { SessionCookie } from './sessions/session-cookie.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SignInService } from './sessions/sign-in.service.js';
import { ProfessionalsService } from './staff/professionals.service.js';
import { StaffAccountsService } from './staff/staff-accounts.service.js';

@Module({
  imports: [AuthModule, CityModule, MikroOrmModule.forFeature([Account])],
  controllers: [
    AccountsController,
    OwnDataController,
    PasswordsController,
    SessionsController,
    OAuthController,
    SecondFactorController,
    AccountsAdminController,
  ],
  providers: [
    AccountQueries,
    AccountsService,
    AccountLinks,
    Links,
    RegistrationService,
    MyAccountService,
    { provide: HASH_COST, useValue: { ...OWASP_COST } },
    PasswordHasher,
    PasswordPolicy,
    PasswordsService,
    SessionsService,
    OpenSessions,
    SessionCookie,
    { provide: SessionCheck, useExisting: SessionsService },
    SignInBackOff,
    SignInService,
    SecondFactorService,
    StaffAccountsService,
    ProfessionalsService,
    FirstAdministrator,
    AccountsJobs,
    AccountParts,
    AccountClosing,
    AccountCopy,
  ],
  exports: [AccountParts, AccountsService, AccountLinks, OpenSessions, StaffAccountsService],
})
export class AccountsModule {}
