import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { InvitationsModule } from '../invitations/index.js';
import { RecordsModule } from '../records/index.js';
import { ProjectFiles } from './project-files.js';
import { ProjectRecordsService } from './project-records.service.js';
import { ProjectParties } from './project-parties.js';
import { Project } from './project.entity.js';
import { ProjectsAdminController } from './projects.admin.controller.js';
import { ProjectsController } from './projects.controller.js';
import { ProjectJobs } from './projects.jobs.js';
import { ProjectsListener } from './projects.listener.js';
import { ProjectsQueries } from './projects.queries.js';
import { ProjectsService } from './projects.service.js';

@Module({
  imports: [MikroOrmModule.forFeature([Project]), AccountsModule, InvitationsModule, RecordsModule],
  controllers: [ProjectsController, ProjectsAdminController],
  providers: [ProjectsService, ProjectRecordsService, ProjectsQueries, ProjectParties, ProjectFiles, ProjectsListener, ProjectJobs],
})
export class ProjectsModule {}
