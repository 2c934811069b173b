import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../auth/auth.decorators.js';
import type { Principal } from '../auth/principal.js';
import { Idempotent } from '../http/idempotent.decorator.js';
import { Problems } from '../http/problems.decorator.js';
import { JobAdministration } from './job-administration.service.js';
import { JobRunDto, JobRunPageDto, JobRunsQuery, JobsDto } from './jobs.dto.js';
import { JobNotFound } from './jobs.errors.js';

@ApiTags('Administration')
@Controller('admin/jobs')
export class JobsAdminController {
  constructor(private readonly administration: JobAdministration) {}

  /**
   * List the work that the clock starts
   *
   * For administrators. Every job with its schedule, when it is due next and how its latest run ended.
   */
  @Staff('administrator')
  @Get()
  async listJobs(): Promise<JobsDto> {
    return { items: await this.administration.list() };
  }

  /**
   * List the runs of a job
   *
   * For administrators. Newest first, by the clock and by hand; runs are kept for three months.
   */
  @Staff('administrator')
  @Problems(JobNotFound)
  @Get(':job/runs')
  async listJobRuns(@Param('job') job: string, @Query() query: JobRunsQuery): Promise<JobRunPageDto> {
    return this.administration.listRuns(job, query);
  }

  /**
   * Run a job now
   *
   * For administrators; leaves an audit entry. The run is queued and begins within a second or two, or when the run of this job that
   * is under way has ended. Every job can be run again and late without harm. Follow it with `listJobRuns`.
   */
  @Staff('administrator')
  @Idempotent()
  @Problems(JobNotFound)
  @Post(':job/runs')
  @HttpCode(202)
  async runJob(@Param('job') job: string, @CurrentPrincipal() principal: Principal): Promise<JobRunDto> {
    return this.administration.run(job, principal.accountId);
  }
}
