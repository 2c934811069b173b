import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { AttachmentsModule } from '../attachments/index.js';
import { RecordsModule } from '../records/index.js';
import { OwnVisits } from './own-visits.js';
import { BoardController } from './board/board.controller.js';
import { BoardService } from './board/board.service.js';
import { DisruptionsService } from './board/disruptions.service.js';
import { CalendarFeedsService } from './calendar/calendar-feeds.service.js';
import { CalendarController } from './calendar/calendar.controller.js';
import { CalendarQueries } from './calendar/calendar.queries.js';
import { CalendarService } from './calendar/calendar.service.js';
import { Corrections } from './corrections.js';
import { InspectorDayController } from './day/inspector-day.controller.js';
import { InspectorDayQueries } from './day/inspector-day.queries.js';
import { VisitDaysJobs } from './day/visit-days.jobs.js';
import { VisitPlans } from './day/visit-plans.js';
import { BookingHolds } from './booking-holds.js';
import { Inspection } from './inspection.entity.js';
import { InspectorsAdminController } from './inspectors/inspectors.admin.controller.js';
import { InspectorsController } from './inspectors/inspectors.controller.js';
import { InspectorQueries } from './inspectors/inspectors.queries.js';
import { InspectorsService } from './inspectors/inspectors.service.js';
import { InspectionsAdminController } from './inspections.admin.controller.js';
import { InspectionsController } from './inspections.controller.js';
import { InspectionQueries } from './inspections.queries.js';
import { InspectionsService } from './inspections.service.js';
import { Appointment } from './scheduling/appointment.entity.js';
import { Bookings } from './scheduling/bookings.js';
import { DayLocks } from './scheduling/day-locks.js';
import { InspectionSchedulingService } from './scheduling/inspection-scheduling.service.js';
import { OpenTimes } from './scheduling/open-times.js';
import { SchedulingAdminController } from './scheduling/scheduling.admin.controller.js';
import { SchedulingController } from './scheduling/scheduling.controller.js';
import { VisitDaysQueries } from './scheduling/visit-days.queries.js';
import { VisitingDays } from './scheduling/visiting-days.js';

@Module({
  imports: [MikroOrmModule.forFeature([Inspection, Appointment]), AccountsModule, RecordsModule, AttachmentsModule],
  controllers: [
    InspectionsController,
    BoardController,
    CalendarController,
    SchedulingController,
    InspectionsAdminController,
    SchedulingAdminController,
    InspectorDayController,
    InspectorsController,
    InspectorsAdminController,
  ],
  providers: [
    OwnVisits,
    InspectionsService,
    InspectionQueries,
    BoardService,
    DisruptionsService,
    CalendarService,
    CalendarQueries,
    CalendarFeedsService,
    Corrections,
    Bookings,
    BookingHolds,
    VisitDaysQueries,
    VisitingDays,
    DayLocks,
    OpenTimes,
    InspectionSchedulingService,
    InspectorDayQueries,
    InspectorsService,
    InspectorQueries,
    VisitPlans,
    VisitDaysJobs,
  ],
  exports: [InspectionsService],
})
export class InspectionsModule {}
