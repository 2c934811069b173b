import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { ContractorsModule } from '../../contractors/index.js';
import { FeeSchedulesModule } from '../../payments/index.js';
import { RecordsModule } from '../../records/index.js';
import { CounterInstructions } from './counter-instructions.js';
import { DryRuns } from './dry-runs.service.js';
import { FeeEstimatesController } from './fee-estimates.controller.js';
import { FeeEstimates } from './fee-estimates.service.js';
import { PermitTypeChecks } from './permit-type-checks.service.js';
import { PermitTypeDraft } from './permit-type-draft.entity.js';
import { PermitTypeDrafts } from './permit-type-drafts.service.js';
import { PermitTypeFinder } from './permit-type-finder.service.js';
import { PermitTypeLoader } from './permit-type.loader.js';
import { PermitTypesAdminController } from './permit-types.admin.controller.js';
import { PermitTypesController } from './permit-types.controller.js';
import { PermitTypes } from './permit-types.service.js';
import { VocabularyAdminController } from './vocabulary.admin.controller.js';
import { VocabularyDefinitions } from './vocabulary-definitions.service.js';
import { Vocabulary } from './vocabulary.service.js';

/** The catalogue: what kinds of permits there are, what each asks for, and what it will cost. */
@Module({
  imports: [MikroOrmModule.forFeature([PermitTypeDraft]), FeeSchedulesModule, ContractorsModule, RecordsModule],
  controllers: [PermitTypesController, FeeEstimatesController, PermitTypesAdminController, VocabularyAdminController],
  providers: [
    PermitTypes,
    PermitTypeFinder,
    PermitTypeLoader,
    PermitTypeDrafts,
    PermitTypeChecks,
    DryRuns,
    FeeEstimates,
    Vocabulary,
    VocabularyDefinitions,
    CounterInstructions,
  ],
  exports: [PermitTypes, Vocabulary, FeeSchedulesModule],
})
export class PermitTypesModule {}
