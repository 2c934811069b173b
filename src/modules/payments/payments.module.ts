import { Module } from '@nestjs/common';
import { RecordsModule } from '../records/index.js';
import { FeeLedger } from './ledger/fee-ledger.js';
import { FeesQueries } from './ledger/fees.queries.js';
import { FeesService } from './ledger/fees.service.js';

@Module({
  imports: [RecordsModule],
  providers: [FeesService, FeeLedger, FeesQueries],
  exports: [FeesService],
})
export class PaymentsModule {}
