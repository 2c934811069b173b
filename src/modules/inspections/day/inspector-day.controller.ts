import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Staff } from '../../../platform/auth/auth.decorators.js';
import { CivilDatePipe } from '../../../platform/http/civil-date.pipe.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { InspectorNotFound } from '../inspectors/inspectors.errors.js';
import { InspectorDayDto } from './inspector-day.dto.js';
import { InspectorDayQueries } from './inspector-day.queries.js';

@ApiTags('Inspections (staff)')
@Controller('admin/inspectors')
export class InspectorDayController {
  constructor(private readonly queries: InspectorDayQueries) {}

  /**
   * Show an inspector's day, for the tablet.
   *
   * For inspectors, permit technicians and administrators: the stops in the order in which they are driven, with address, contact, what the
   * permit is for and what has to be put right by now. The order is made at 7:30 and follows what happens.
   */
  @Get(':id/days/:date')
  @Staff('inspector', 'permit-technician', 'administrator')
  @Problems(InspectorNotFound)
  getInspectorDay(@Param('id', UuidPipe) id: string, @Param('date', CivilDatePipe) date: string): Promise<InspectorDayDto> {
    return this.queries.day(id, date);
  }
}
