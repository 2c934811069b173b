import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Etag, IfMatch, StaleVersion, type ExpectedVersion } from '../../../platform/http/etag.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import {
  AbsenceDto,
  AbsencePageDto,
  CreateInspectorRequest,
  SetAbsenceRequest,
  StaffInspectorDto,
  StaffInspectorPageDto,
  toStaffInspectorDto,
  UpdateInspectorRequest,
} from './inspectors.dto.js';
import { AbsenceNotFound, InspectorExists, InspectorNotFound, NotYourAbsence } from './inspectors.errors.js';
import { InspectorQueries } from './inspectors.queries.js';
import { InspectorsService } from './inspectors.service.js';

@ApiTags('Inspections (staff)')
@Controller('admin/inspectors')
export class InspectorsAdminController {
  constructor(
    private readonly inspectors: InspectorsService,
    private readonly queries: InspectorQueries,
  ) {}

  /**
   * List all inspectors, also those who get no visits now.
   *
   * For all staff, by name.
   */
  @Get()
  @Staff()
  listInspectorsForStaff(@Query() query: PageQuery): Promise<StaffInspectorPageDto> {
    return this.queries.listForStaff(query);
  }

  /**
   * Read an inspector's entry.
   *
   * For all staff.
   */
  @Get(':id')
  @Staff()
  @Etag()
  @Problems(InspectorNotFound)
  async getInspector(@Param('id', UuidPipe) id: string): Promise<StaffInspectorDto> {
    return toStaffInspectorDto(await this.queries.byId(id));
  }

  /**
   * Make a member of staff an inspector who gets visits.
   *
   * For administrators. The account needs the role `inspector`.
   */
  @Post()
  @Staff('administrator')
  @Idempotent()
  @Problems(InspectorExists)
  createInspector(@Body() request: CreateInspectorRequest): Promise<StaffInspectorDto> {
    return this.inspectors.create(request);
  }

  /**
   * Change an inspector's entry.
   *
   * For administrators. With `active: false` the visits that are booked go to others or to other times, and everyone is told.
   */
  @Patch(':id')
  @Staff('administrator')
  @Etag()
  @Problems(InspectorNotFound, StaleVersion)
  updateInspector(
    @Param('id', UuidPipe) id: string,
    @Body() request: UpdateInspectorRequest,
    @IfMatch() expected?: ExpectedVersion,
  ): Promise<StaffInspectorDto> {
    return this.inspectors.update(id, request, expected);
  }

  /**
   * List an inspector's absences that are not over.
   *
   * For all staff.
   */
  @Get(':id/absences')
  @Staff()
  @Problems(InspectorNotFound)
  listInspectorAbsences(@Param('id', UuidPipe) id: string, @Query() query: PageQuery): Promise<AbsencePageDto> {
    return this.queries.absences(id, query);
  }

  /**
   * Enter an absence.
   *
   * For administrators and permit technicians, and for inspectors themselves. Booked visits go to another inspector at the same time, or
   * else to the nearest free time; the parties are told at once, and `listInspectionDisruptions` shows each.
   */
  @Post(':id/absences')
  @Staff('administrator', 'permit-technician', 'inspector')
  @Idempotent()
  @Problems(InspectorNotFound, NotYourAbsence)
  setInspectorAbsence(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() request: SetAbsenceRequest,
  ): Promise<AbsenceDto> {
    return this.inspectors.setAbsence(principal, id, request);
  }

  /**
   * Take an absence back.
   *
   * For those who may enter it. Visits that were moved stay where they are.
   */
  @Delete(':id/absences/:absenceId')
  @HttpCode(204)
  @Staff('administrator', 'permit-technician', 'inspector')
  @Problems(InspectorNotFound, NotYourAbsence, AbsenceNotFound)
  cancelInspectorAbsence(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Param('absenceId', UuidPipe) absenceId: string,
  ): Promise<void> {
    return this.inspectors.cancelAbsence(principal, id, absenceId);
  }
}
