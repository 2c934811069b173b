import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { CaseReasonRequest } from '../case-requests.dto.js';
import { CodeCaseDto } from '../code-cases.dto.js';
import {
  CaseNotFound,
  NoticeNotFound,
  NoticeWithdrawnAlready,
  NotInspected,
  RespondentAlready,
  RespondentNotFound,
  WrongCaseStatus,
} from '../code-enforcement.errors.js';
import { AddRespondentRequest, IssueNoticeRequest } from './notices.dto.js';
import { NoticeWithdrawalService } from './notice-withdrawal.service.js';
import { NoticesService } from './notices.service.js';
import { RespondentsService } from './respondents.service.js';

@ApiTags('Code enforcement (staff)')
@Controller('admin/code-cases/:number')
@Staff('code-officer')
export class NoticesAdminController {
  constructor(
    private readonly respondents: RespondentsService,
    private readonly notices: NoticesService,
    private readonly withdrawal: NoticeWithdrawalService,
  ) {}

  /**
   * Name whom the case asks something of.
   *
   * For code officers. An account is linked when it is named, or has proved the e-mail address; every other respondent can link one
   * with what stands on the notice (`claimCase`).
   */
  @Post('respondents')
  @Idempotent()
  @Problems(CaseNotFound, WrongCaseStatus, RespondentAlready)
  addRespondent(@Param('number') number: string, @Body() request: AddRespondentRequest): Promise<CodeCaseDto> {
    return this.respondents.add(number, request);
  }

  /** Take a respondent off the case, such as a former owner; the account is no party any more. For code officers. */
  @Delete('respondents/:respondentId')
  @Problems(CaseNotFound, RespondentNotFound)
  removeRespondent(@Param('number') number: string, @Param('respondentId', UuidPipe) respondentId: string): Promise<CodeCaseDto> {
    return this.respondents.remove(number, respondentId);
  }

  /**
   * Issue a notice of violation to a respondent.
   *
   * For code officers, once a visit has found a violation. Makes the PDF, which is e-mailed when an address is known and says how to
   * answer online. From then on the public sees that there is a case at the place.
   */
  @Post('notices')
  @Idempotent()
  @Problems(CaseNotFound, WrongCaseStatus, NotInspected)
  issueNotice(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: IssueNoticeRequest,
  ): Promise<CodeCaseDto> {
    return this.notices.issue(principal, number, request);
  }

  /**
   * Take a notice back that was wrong: its date, its sections, its respondent.
   *
   * For code officers, before the case is cited. The respondent is told why, and the paper is no longer valid. When it was the only
   * notice, the case is open again and not public, and a right one can be issued; otherwise the others set the compliance date.
   */
  @Post('notices/:sequence/withdrawal')
  @Idempotent()
  @Problems(CaseNotFound, NoticeNotFound, WrongCaseStatus, NoticeWithdrawnAlready)
  withdrawNotice(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Param('sequence') sequence: string,
    @Body() { reason }: CaseReasonRequest,
  ): Promise<CodeCaseDto> {
    return this.withdrawal.withdraw(principal, number, sequence, reason);
  }
}
