import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Etag, IfMatch, StaleVersion, type ExpectedVersion } from '../../../platform/http/etag.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import {
  AccountNotFound,
  AccountStateUnchanged,
  EmailInUse,
  EmailProved,
  LastAdministrator,
  NotForYourself,
  NotStaff,
  SecondFactorMissing,
  UsernameTaken,
} from '../accounts.errors.js';
import {
  AdminAccountDto,
  AdminAccountPageDto,
  ChangeAccountEmailDto,
  CreateStaffAccountDto,
  DisableAccountDto,
  ListAccountsQuery,
  RegisterProfessionalDto,
  toAdminAccountDto,
  UpdateStaffAccountDto,
} from './staff-accounts.dto.js';
import { ProfessionalsService } from './professionals.service.js';
import { StaffAccountsService } from './staff-accounts.service.js';

@ApiTags('Accounts: administration')
@Controller('admin/accounts')
export class AccountsAdminController {
  constructor(
    private readonly accounts: StaffAccountsService,
    private readonly professionals: ProfessionalsService,
  ) {}

  /**
   * List accounts, or find one
   *
   * Accounts of all profiles, by last and first name.
   */
  @Get()
  @Staff('administrator')
  async listAccounts(@Query() { q, profile, role, limit, cursor }: ListAccountsQuery): Promise<AdminAccountPageDto> {
    const found = await this.accounts.list({ q, profile, role }, { limit, cursor });
    return { items: found.items.map(toAdminAccountDto), nextCursor: found.nextCursor };
  }

  /** Read an account */
  @Get(':id')
  @Staff('administrator')
  @Etag()
  @Problems(AccountNotFound)
  async getAccount(@Param('id', UuidPipe) id: string): Promise<AdminAccountDto> {
    return toAdminAccountDto(await this.accounts.get(id));
  }

  /**
   * Make an account for a member of staff
   *
   * They get a link by e-mail to choose the first password within 7 days.
   */
  @Post()
  @Staff('administrator')
  @Idempotent()
  @Problems(UsernameTaken, EmailInUse)
  async createStaffAccount(@Body() body: CreateStaffAccountDto): Promise<AdminAccountDto> {
    return toAdminAccountDto(await this.accounts.create(body));
  }

  /**
   * Register a developer or a design professional
   *
   * Somebody whom the city knows, as contractors are known by `registerContractor`: they get a link by e-mail to choose the first password
   * within 7 days, and sign in with the e-mail address and the profile `contractor`.
   */
  @Post('professionals')
  @Staff('permit-technician', 'administrator')
  @Idempotent()
  @Problems(EmailInUse)
  async registerProfessional(@Body() body: RegisterProfessionalDto): Promise<AdminAccountDto> {
    return toAdminAccountDto(await this.professionals.register(body));
  }

  /**
   * Change a staff member's name, telephone number or roles
   *
   * What is left out stays as it is. What the roles allow changes at once, also where the person is signed in.
   */
  @Patch(':id')
  @Staff('administrator')
  @Etag()
  @Problems(AccountNotFound, NotStaff, LastAdministrator, StaleVersion)
  async updateStaffAccount(
    @Param('id', UuidPipe) id: string,
    @Body() body: UpdateStaffAccountDto,
    @IfMatch() expected?: ExpectedVersion,
  ): Promise<AdminAccountDto> {
    return toAdminAccountDto(await this.accounts.update(id, body, expected));
  }

  /**
   * Change the main e-mail address on file
   *
   * Of any account; permit technicians only one that was never proved, of residents and contractors. The old address is told. Links that were sent to it stop working; the new one gets a link of its own to prove it.
   */
  @Post(':id/email')
  @HttpCode(200)
  @Staff('administrator', 'permit-technician')
  @Idempotent()
  @Problems(AccountNotFound, EmailInUse, EmailProved, AccountStateUnchanged)
  async changeAccountEmail(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() body: ChangeAccountEmailDto,
  ): Promise<AdminAccountDto> {
    return toAdminAccountDto(await this.accounts.changeEmail(id, body.email, principal));
  }

  /**
   * Shut an account out
   *
   * It is signed out everywhere at once and can neither sign in nor reset its password.
   */
  @Post(':id/disablement')
  @HttpCode(200)
  @Staff('administrator')
  @Idempotent()
  @Problems(AccountNotFound, AccountStateUnchanged, LastAdministrator, NotForYourself)
  async disableAccount(@Param('id', UuidPipe) id: string, @Body() body: DisableAccountDto): Promise<AdminAccountDto> {
    return toAdminAccountDto(await this.accounts.disable(id, body.reason ?? null));
  }

  /** Let a disabled account in again, with the password it had */
  @Delete(':id/disablement')
  @Staff('administrator')
  @Problems(AccountNotFound, AccountStateUnchanged)
  async enableAccount(@Param('id', UuidPipe) id: string): Promise<AdminAccountDto> {
    return toAdminAccountDto(await this.accounts.enable(id));
  }

  /**
   * Take the second factor off somebody who has lost it
   *
   * They are signed out everywhere. A password too short to stand alone is dropped, and a link to choose another is sent.
   */
  @Delete(':id/second-factor')
  @HttpCode(204)
  @Staff('administrator')
  @Problems(AccountNotFound, SecondFactorMissing, NotForYourself)
  resetSecondFactor(@Param('id', UuidPipe) id: string): Promise<void> {
    return this.accounts.resetSecondFactor(id);
  }
}
