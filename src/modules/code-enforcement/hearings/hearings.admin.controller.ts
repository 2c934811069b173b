import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Staff } from '../../../platform/auth/auth.decorators.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { CodeCaseDto } from '../code-cases.dto.js';
import { CaseNotFound, NoHearing, NoOrder, WrongCaseStatus } from '../code-enforcement.errors.js';
import { AssessFineRequest, RecordHearingOrderRequest, ScheduleHearingRequest } from './hearings.dto.js';
import { HearingsService } from './hearings.service.js';

@ApiTags('Code enforcement (staff)')
@Controller('admin/code-cases/:number')
@Staff('code-officer')
export class HearingsAdminController {
  constructor(private readonly hearings: HearingsService) {}

  /**
   * Schedule the hearing of a cited case, or move it.
   *
   * For code officers. On the city's day and within its hours for hearings, far enough ahead; respondents are told at once, a week
   * and a day before.
   */
  @Post('hearings')
  @Idempotent()
  @Problems(CaseNotFound, WrongCaseStatus)
  scheduleHearing(@Param('number') number: string, @Body() request: ScheduleHearingRequest): Promise<CodeCaseDto> {
    return this.hearings.schedule(number, request);
  }

  /**
   * Record the order of the hearing, on its day or later.
   *
   * For code officers. Once more it corrects what was written down wrong, as long as nobody was fined and no other hearing is to come;
   * respondents are told again.
   */
  @Post('hearings/order')
  @Idempotent()
  @Problems(CaseNotFound, WrongCaseStatus, NoHearing)
  recordHearingOrder(@Param('number') number: string, @Body() request: RecordHearingOrderRequest): Promise<CodeCaseDto> {
    return this.hearings.recordOrder(number, request);
  }

  /**
   * Assess the fine that an order allows.
   *
   * For code officers, once a hearing has found the respondent liable. It is paid from the cart like every fee.
   */
  @Post('fines')
  @Idempotent()
  @Problems(CaseNotFound, WrongCaseStatus, NoOrder)
  assessFine(@Param('number') number: string, @Body() request: AssessFineRequest): Promise<CodeCaseDto> {
    return this.hearings.assessFine(number, request);
  }
}
