import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { OwnRecords } from './own-records.js';
import { CaseFiles } from './case-files.js';
import { RecordLinksController } from './links/record-links.controller.js';
import { RecordLinksService } from './links/record-links.service.js';
import { PartyFollowers } from './party-followers.js';
import { OutstandingJobs } from './outstanding/outstanding.jobs.js';
import { OutstandingList } from './outstanding/outstanding-list.js';
import { OutstandingService } from './outstanding/outstanding.service.js';
import { PartyRecords } from './party-records.queries.js';
import { RecordChronology } from './record-chronology.js';
import { RecordNumbers } from './record-numbers.js';
import { RecordRelations } from './record-relations.js';
import { RecordSearchQueries } from './record-search.queries.js';
import { CaseFile } from './record.entity.js';
import { RecordsController } from './records.controller.js';
import { RecordsQueries } from './records.queries.js';
import { Lifecycle } from './lifecycle.js';
import { RecordsService } from './records.service.js';

@Module({
  imports: [MikroOrmModule.forFeature([CaseFile]), AccountsModule],
  controllers: [RecordsController, RecordLinksController],
  providers: [
    OwnRecords,
    RecordsService,
    Lifecycle,
    CaseFiles,
    RecordsQueries,
    PartyRecords,
    RecordNumbers,
    RecordRelations,
    OutstandingList,
    OutstandingService,
    OutstandingJobs,
    RecordSearchQueries,
    RecordChronology,
    RecordLinksService,
    PartyFollowers,
  ],
  exports: [CaseFiles, Lifecycle, RecordsService, RecordRelations, OutstandingService, PartyRecords, PartyFollowers],
})
export class RecordsModule {}
