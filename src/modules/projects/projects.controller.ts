import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Etag } from '../../platform/http/etag.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { OwnerOnly, RecordNotFound, RecordNotLinked } from '../records/index.js';
import { ProjectRecordsService } from './project-records.service.js';
import { ProjectDto, ProjectRecordRequest } from './projects.dto.js';
import { InProjectAlready, NotInProject, ProjectClosedAlready, ProjectFull, ProjectNotFound } from './projects.errors.js';
import { ProjectsQueries } from './projects.queries.js';

@ApiTags('Projects')
@Controller('projects')
export class ProjectsController {
  constructor(
    private readonly projects: ProjectRecordsService,
    private readonly queries: ProjectsQueries,
  ) {}

  /**
   * Show a project: its records, and in one list all that it waits for.
   *
   * For its parties and staff. Link a project by its number first (`linkRecord`), or be invited to it.
   */
  @Get(':number')
  @SignedIn()
  @Etag()
  @Problems(RecordNotFound, RecordNotLinked, ProjectNotFound)
  getProject(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<ProjectDto> {
    return this.queries.project(principal, number);
  }

  /**
   * Add one of my records to my project.
   *
   * For the owner of both. Its parties then see number, type, status and next step of the record; see `partiesSee`. A record belongs
   * to one project at most, and a project to none.
   */
  @Post(':number/records')
  @SignedIn()
  @Idempotent()
  @Etag()
  @Problems(RecordNotFound, RecordNotLinked, OwnerOnly, ProjectNotFound, ProjectClosedAlready, InProjectAlready, ProjectFull)
  async addOwnRecordToProject(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() { recordNumber }: ProjectRecordRequest,
  ): Promise<ProjectDto> {
    await this.projects.addOwn(principal, number, recordNumber);
    return this.queries.project(principal, number);
  }

  /** Take a record out of a project. For the owner of the project, and for the owner of the record. */
  @Delete(':number/records/:recordNumber')
  @HttpCode(204)
  @SignedIn()
  @Problems(RecordNotFound, RecordNotLinked, OwnerOnly, ProjectNotFound, ProjectClosedAlready, NotInProject)
  async removeOwnRecordFromProject(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Param('recordNumber') recordNumber: string,
  ): Promise<void> {
    await this.projects.removeOwn(principal, number, recordNumber);
  }
}
