import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { CityModule } from '../city/index.js';
import { AttachmentsModule } from '../attachments/index.js';
import { RecordsModule } from '../records/index.js';
import { OwnResponses } from './own-responses.js';
import { ReviewDecisionsService } from './review-decisions.service.js';
import { ReviewLock } from './review-lock.js';
import { ReviewResponsesService } from './review-responses.service.js';
import { Review, ReviewComment, ReviewCycle } from './review.entity.js';
import { ReviewsAdminController } from './reviews.admin.controller.js';
import { ReviewsController } from './reviews.controller.js';
import { ReviewsListener } from './reviews.listener.js';
import { ReviewQueries } from './reviews.queries.js';
import { ReviewsService } from './reviews.service.js';

@Module({
  imports: [MikroOrmModule.forFeature([ReviewCycle, Review, ReviewComment]), AccountsModule, CityModule, RecordsModule, AttachmentsModule],
  controllers: [ReviewsController, ReviewsAdminController],
  providers: [OwnResponses, ReviewsService, ReviewDecisionsService, ReviewResponsesService, ReviewQueries, ReviewLock, ReviewsListener],
  exports: [ReviewsService],
})
export class ReviewsModule {}
