import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Staff } from '../../../platform/auth/auth.decorators.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { CodeCaseDto } from '../code-cases.dto.js';
import { CaseNotFound, ConcernNotFound, LastConcern, WrongCaseStatus } from '../code-enforcement.errors.js';
import { ConcernSorting } from './concern-sorting.service.js';
import { CaseConcernPageDto, JoinCasesRequest, SeparateConcernRequest } from './concerns.dto.js';
import { ConcernQueries } from './concerns.queries.js';

@ApiTags('Code enforcement (staff)')
@Controller('admin/code-cases/:number')
@Staff('code-officer')
export class ConcernsAdminController {
  constructor(
    private readonly sorting: ConcernSorting,
    private readonly queries: ConcernQueries,
  ) {}

  /**
   * List the concerns of a case, newest first, with those who raised them.
   *
   * For code officers and no other role, administrators included: the city promises people who report something that nobody else
   * learns who they are.
   */
  @Get('concerns')
  @Problems(CaseNotFound)
  listCaseConcerns(@Param('number') number: string, @Query() query: PageQuery): Promise<CaseConcernPageDto> {
    return this.queries.ofCase(number, query);
  }

  /**
   * Give a concern a case of its own.
   *
   * For code officers, when it is about something else than the others. The new case stands apart: further concerns about the place
   * go on joining the old one.
   */
  @Post('concerns/:concernId/separation')
  @Idempotent()
  @Problems(CaseNotFound, ConcernNotFound, LastConcern)
  separateConcern(
    @Param('number') number: string,
    @Param('concernId', UuidPipe) concernId: string,
    @Body() request: SeparateConcernRequest,
  ): Promise<CodeCaseDto> {
    return this.sorting.separate(number, concernId, request.category);
  }

  /**
   * Join a case with another one that is about the same.
   *
   * For code officers, before a notice was issued on it. Its concerns go to the other case, which is the answer, and it ends.
   */
  @Post('joining')
  @Idempotent()
  @Problems(CaseNotFound, WrongCaseStatus)
  joinCases(@Param('number') number: string, @Body() request: JoinCasesRequest): Promise<CodeCaseDto> {
    return this.sorting.join(number, request.into);
  }
}
