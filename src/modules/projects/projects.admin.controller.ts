import { Body, Controller, Delete, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Etag, IfMatch, StaleVersion, type ExpectedVersion } from '../../platform/http/etag.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { AddressNotInList, ParcelContradictsAddress } from '../city/index.js';
import { TooManyInvitations } from '../invitations/index.js';
import { ProjectRecordsService } from './project-records.service.js';
import { CreateProjectRequest, ProjectDto, ProjectRecordRequest, UpdateProjectRequest } from './projects.dto.js';
import { InProjectAlready, NotInProject, ProjectClosedAlready, ProjectFull, ProjectNotFound } from './projects.errors.js';
import { ProjectsQueries } from './projects.queries.js';
import { ProjectsService } from './projects.service.js';

@ApiTags('Projects (staff)')
@Controller('admin/projects')
export class ProjectsAdminController {
  constructor(
    private readonly projects: ProjectsService,
    private readonly records: ProjectRecordsService,
    private readonly queries: ProjectsQueries,
  ) {}

  /**
   * Open a project, which groups permits, licenses and cases.
   *
   * For permit technicians. It has a number at once, is found in the public search by its name and stands on its owner's dashboard.
   * An owner who has no account yet is invited by e-mail. An address that is not in the city's list of addresses is refused with the
   * `nearest` ones (`city.address-not-in-list`).
   */
  @Post()
  @Staff('permit-technician')
  @Idempotent()
  @Etag()
  @Problems(TooManyInvitations, AddressNotInList, ParcelContradictsAddress)
  async createProject(@CurrentPrincipal() principal: Principal, @Body() request: CreateProjectRequest): Promise<ProjectDto> {
    return this.queries.project(principal, await this.projects.create(principal, request));
  }

  /** Change the name, description or address of a project. For permit technicians. Only what is sent changes. */
  @Patch(':number')
  @Staff('permit-technician')
  @Etag()
  @Problems(ProjectNotFound, ProjectClosedAlready, AddressNotInList, ParcelContradictsAddress, StaleVersion)
  async updateProject(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: UpdateProjectRequest,
    @IfMatch() version?: ExpectedVersion,
  ): Promise<ProjectDto> {
    await this.projects.update(number, request, version);
    return this.queries.project(principal, number);
  }

  /**
   * Add a record to a project.
   *
   * For permit technicians. The project's parties then see number, type, status and next step of the record, also of a draft or a
   * case that the public does not see; see `partiesSee`. Owners of both are told.
   */
  @Post(':number/records')
  @Staff('permit-technician')
  @Idempotent()
  @Etag()
  @Problems(ProjectNotFound, ProjectClosedAlready, InProjectAlready, ProjectFull)
  async addRecordToProject(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() { recordNumber }: ProjectRecordRequest,
  ): Promise<ProjectDto> {
    await this.records.add(principal, number, recordNumber);
    return this.queries.project(principal, number);
  }

  /** Take a record out of a project. For permit technicians. Owners of both are told. */
  @Delete(':number/records/:recordNumber')
  @HttpCode(204)
  @Staff('permit-technician')
  @Problems(ProjectNotFound, ProjectClosedAlready, NotInProject)
  async removeRecordFromProject(@Param('number') number: string, @Param('recordNumber') recordNumber: string): Promise<void> {
    await this.records.remove(number, recordNumber);
  }

  /**
   * Close a project for good.
   *
   * For permit technicians. Its records go on as before and stay in it; nothing can be added any more. The owners are told.
   */
  @Post(':number/closure')
  @HttpCode(200)
  @Staff('permit-technician')
  @Etag()
  @Idempotent()
  @Problems(ProjectNotFound, ProjectClosedAlready)
  async closeProject(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<ProjectDto> {
    await this.projects.close(number);
    return this.queries.project(principal, number);
  }
}
