import { Body, Controller, Get, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Download, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Etag } from '../../platform/http/etag.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { PdfAnswer } from '../../platform/http/pdf-answer.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { RateLimit } from '../../platform/http/rate-limit.decorator.js';
import { AttachmentNotFound } from '../attachments/index.js';
import { RecordNotFound, RecordNotLinked } from '../records/index.js';
import { RespondToCaseRequest } from './case-requests.dto.js';
import { CodeCaseDto } from './code-cases.dto.js';
import { CodeCaseQueries } from './code-cases.queries.js';
import {
  CaseNotFound,
  NoticeClaimedAlready,
  NoticeNotFound,
  RespondentAlready,
  RespondentOnly,
  WrongCaseStatus,
} from './code-enforcement.errors.js';
import { CaseResponsesService } from './notices/case-responses.service.js';
import { ClaimCaseRequest } from './notices/notices.dto.js';
import { NoticesService } from './notices/notices.service.js';
import { RespondentsService } from './notices/respondents.service.js';

@ApiTags('Code enforcement')
@Controller('code-cases')
@SignedIn()
export class CodeCasesController {
  constructor(
    private readonly queries: CodeCaseQueries,
    private readonly respondents: RespondentsService,
    private readonly notices: NoticesService,
    private readonly responses: CaseResponsesService,
  ) {}

  /**
   * Link my account to a case, with what stands on the notice.
   *
   * For every signed-in account that was sent a notice of violation: its number and its code. The case then stands on the dashboard,
   * and can be answered, re-inspections booked and fines paid. Tries are limited, because codes could be guessed.
   */
  @Post('claims')
  @RateLimit({ limit: 10, windowSeconds: 3600, per: 'account' }, { limit: 30, windowSeconds: 3600, per: 'client' })
  @Idempotent()
  @Problems(NoticeNotFound, NoticeClaimedAlready, RespondentAlready)
  claimCase(@CurrentPrincipal() principal: Principal, @Body() request: ClaimCaseRequest): Promise<CodeCaseDto> {
    return this.respondents.claim(principal, request);
  }

  /**
   * Show a case: what was found, what has to be done by when, hearings, fines, the permits that answer it and what comes next.
   *
   * For its respondents, who see of notices, answers and respondents their own, and for staff. Nobody sees here who raised it.
   */
  @Get(':number')
  @Etag()
  @Problems(RecordNotFound, RecordNotLinked, CaseNotFound)
  getCase(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<CodeCaseDto> {
    return this.queries.get(principal, number);
  }

  /**
   * Answer a case, with words and files.
   *
   * For its respondents, until it is closed. Files are uploaded to the record before (`uploadAttachment`). The officer is
   * told, and the answer stands on the city's work list until the case goes on.
   */
  @Post(':number/responses')
  @Idempotent()
  @Problems(RecordNotFound, RecordNotLinked, CaseNotFound, RespondentOnly, WrongCaseStatus, AttachmentNotFound)
  respondToCase(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: RespondToCaseRequest,
  ): Promise<CodeCaseDto> {
    return this.responses.respond(principal, number, request);
  }

  /** Download a notice of violation, as a PDF. For the respondent to whom it is addressed, and for staff. */
  @Download()
  @Get(':number/notices/:sequence/document')
  @PdfAnswer('The notice.')
  @Problems(RecordNotFound, RecordNotLinked, NoticeNotFound)
  downloadNotice(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Param('sequence') sequence: string,
  ): Promise<StreamableFile> {
    return this.notices.document(principal, number, sequence);
  }
}
