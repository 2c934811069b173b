export { ReviewsModule } from './reviews.module.js';
export { ANSWERS_RECEIVED } from './review-responses.service.js';
export { ReviewsService, type AskingReview, type Discipline, type OpenReview, type ReviewState } from './reviews.service.js';
export { ReviewCycleCompleted, ReviewCycleOpened, ReviewDecided, ReviewResponded } from './reviews.events.js';
export type { ReviewDecision, ReviewStatus } from './review.status.js';
