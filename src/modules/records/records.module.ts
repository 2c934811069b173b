import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { RecordShell } from './record.entity.js';
import { RecordNumbers } from './record-numbers.js';
import { RecordsQueries } from './records.queries.js';
import { RecordsService } from './records.service.js';

@Module({
  imports: [MikroOrmModule.forFeature([RecordShell])],
  providers: [RecordsService, RecordsQueries, RecordNumbers],
  exports: [RecordsService],
})
export class RecordsModule {}
