import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Staff } from '../../../platform/auth/auth.decorators.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { InspectionDto } from '../inspections.dto.js';
import { InspectionNotFound } from '../inspections.errors.js';
import { InspectorNotFound } from '../inspectors/inspectors.errors.js';
import { InspectionSchedulingService } from './inspection-scheduling.service.js';
import { ReassignInspectionRequest } from './scheduling.dto.js';
import { AppointmentNotFound, ClosedDay, InspectorUnfit, OutsideHours, PastCutoff, SlotTaken } from './scheduling.errors.js';

@ApiTags('Inspections (staff)')
@Controller('admin/inspections')
export class SchedulingAdminController {
  constructor(private readonly scheduling: InspectionSchedulingService) {}

  /**
   * Give a booked inspection to another inspector, or another time.
   *
   * For inspectors, permit technicians and administrators, also after the cut-off. The inspector must have the discipline and be free.
   * The parties and both inspectors are told.
   */
  @Post(':id/reassignment')
  @Staff('inspector', 'permit-technician', 'administrator')
  @Idempotent()
  @Problems(InspectionNotFound, AppointmentNotFound, InspectorNotFound, InspectorUnfit, SlotTaken, ClosedDay, OutsideHours, PastCutoff)
  reassignInspection(@Param('id', UuidPipe) id: string, @Body() request: ReassignInspectionRequest): Promise<InspectionDto> {
    return this.scheduling.reassign(id, request);
  }
}
