import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { FeeForms } from './fee-forms.js';
import { FeeScheduleDraft } from './fee-schedule-draft.entity.js';
import { FeeScheduleDrafts } from './fee-schedule-drafts.service.js';
import { FeeScheduleLoader } from './fee-schedule.loader.js';
import { FeeSchedulesAdminController } from './fee-schedules.admin.controller.js';
import { FeeSchedules } from './fee-schedules.service.js';

@Module({
  imports: [MikroOrmModule.forFeature([FeeScheduleDraft])],
  controllers: [FeeSchedulesAdminController],
  providers: [FeeSchedules, FeeScheduleDrafts, FeeScheduleLoader, FeeForms],
  exports: [FeeSchedules, FeeScheduleLoader, FeeForms],
})
export class FeeSchedulesModule {}
