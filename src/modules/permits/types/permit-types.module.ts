import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { ContractorsModule } from '../../contractors/index.js';
import { FeeSchedulesModule } from '../../payments/index.js';
import { CounterInstructions } from './counter-instructions.js';
import { PermitTypeDraft } from './permit-type-draft.entity.js';
import { PermitTypeLoader } from './permit-type.loader.js';
import { PermitTypes } from './permit-types.service.js';
import { Vocabulary } from './vocabulary.service.js';

@Module({
  imports: [MikroOrmModule.forFeature([PermitTypeDraft]), FeeSchedulesModule, ContractorsModule],
  providers: [PermitTypes, PermitTypeLoader, Vocabulary, CounterInstructions],
  exports: [PermitTypes, Vocabulary, FeeSchedulesModule],
})
export class PermitTypesModule {}
