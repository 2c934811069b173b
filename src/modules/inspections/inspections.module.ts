import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { RecordsModule } from '../records/index.js';
import { Inspection } from './inspection.entity.js';
import { InspectionsAdminController } from './inspections.admin.controller.js';
import { InspectionsController } from './inspections.controller.js';
import { InspectionQueries } from './inspections.queries.js';
import { InspectionsService } from './inspections.service.js';

@Module({
  imports: [MikroOrmModule.forFeature([Inspection]), RecordsModule],
  controllers: [InspectionsController, InspectionsAdminController],
  providers: [InspectionsService, InspectionQueries],
  exports: [InspectionsService],
})
export class InspectionsModule {}
