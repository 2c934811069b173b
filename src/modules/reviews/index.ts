export { ReviewsModule } from './reviews.module.js';
export { reviewItems, type ReviewWords } from './review-items.rules.js';
export { NO_REVIEWS, ReviewsService, type AskingReview, type Discipline, type OpenReview, type ReviewState } from './reviews.service.js';
export { ReviewCycleCompleted, ReviewCycleOpened, ReviewDecided, ReviewResponded } from './reviews.events.js';
export type { ReviewDecision, ReviewStatus } from './review.status.js';
