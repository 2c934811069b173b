import { Module } from '@nestjs/common';
import { RecordsModule } from '../records/index.js';
import { IssuedPapers } from './issued-papers.js';
import { VerificationAnswers } from './verification-answers.js';
import { VerificationsController } from './verifications.controller.js';

@Module({
  imports: [RecordsModule],
  controllers: [VerificationsController],
  providers: [IssuedPapers, VerificationAnswers],
  exports: [IssuedPapers],
})
export class OfficialDocumentsModule {}
