import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { RecordNotFound, RecordNotLinked } from '../../records/index.js';
import { AppointmentDto } from '../inspections.dto.js';
import { InspectionNotFound } from '../inspections.errors.js';
import { InspectionSchedulingService } from './inspection-scheduling.service.js';
import { AvailabilityDto, AvailabilityQuery, ScheduleInspectionRequest } from './scheduling.dto.js';
import {
  AppointmentNotFound,
  ClosedDay,
  InspectionNotBookable,
  InspectionOnHold,
  OutsideHours,
  PastCutoff,
  SlotTaken,
  TooFarAhead,
  VisitOfOthers,
} from './scheduling.errors.js';

@ApiTags('Inspections')
@Controller('inspections/:id')
export class SchedulingController {
  constructor(private readonly scheduling: InspectionSchedulingService) {}

  /**
   * List the free times for an inspection.
   *
   * For parties of the record and staff. Only times that can be booked now: Monday to Friday within the city's hours, holidays excepted,
   * up to the last day that can be booked, and not past the cut-off. Not a reservation: somebody else may be faster.
   */
  @Get('availability')
  @SignedIn()
  @Problems(InspectionNotFound, RecordNotFound, RecordNotLinked)
  getAvailability(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Query() query: AvailabilityQuery,
  ): Promise<AvailabilityDto[]> {
    return this.scheduling.availability(principal, id, query);
  }

  /**
   * Book an inspection, or move it to another time.
   *
   * For parties of the record, and staff on their behalf. A visit that is booked is moved by who booked it, by owners, and by those
   * who were invited with that right (`managesVisits`). The inspection must be `ready`, or `scheduled` to be moved. The visit
   * goes to the qualified inspector whose day is the least loaded. While the record is on hold, nothing can be booked. Refusals list the nearest free times in `alternatives`.
   */
  @Put('appointment')
  @SignedIn('permit-technician', 'inspector', 'code-officer', 'administrator')
  @Problems(
    InspectionNotFound,
    RecordNotFound,
    RecordNotLinked,
    InspectionNotBookable,
    InspectionOnHold,
    VisitOfOthers,
    SlotTaken,
    ClosedDay,
    OutsideHours,
    PastCutoff,
    TooFarAhead,
  )
  scheduleInspection(
    @CurrentPrincipal() principal: Principal,
    @Param('id', UuidPipe) id: string,
    @Body() request: ScheduleInspectionRequest,
  ): Promise<AppointmentDto> {
    return this.scheduling.schedule(principal, id, request);
  }

  /**
   * Cancel an appointment.
   *
   * For who booked it, owners of the record, those invited with that right (`managesVisits`) and staff: always possible, also on the day itself, and never a fee. The inspector is told. Cancelling
   * again changes nothing.
   */
  @Delete('appointment')
  @HttpCode(204)
  @SignedIn('permit-technician', 'inspector', 'code-officer', 'administrator')
  @Problems(InspectionNotFound, RecordNotFound, RecordNotLinked, VisitOfOthers, AppointmentNotFound)
  cancelAppointment(@CurrentPrincipal() principal: Principal, @Param('id', UuidPipe) id: string): Promise<void> {
    return this.scheduling.cancel(principal, id);
  }
}
