import { ReviewDecided, ReviewsService, type ReviewDecision } from '../../reviews/index.js';
import { type Message, tell } from '../message.js';
import { portalPaths } from '../portal-paths.js';
import { parties } from './recipients.js';
import { asFound, reviewsOpen } from './shared-facts.js';

const DECISIONS: Record<ReviewDecision, string> = {
  approved: 'Approved',
  'approved-with-conditions': 'Approved with conditions',
  'corrections-required': 'Corrections required',
  'not-applicable': 'Not applicable',
};

export const reviewMessages: Message[] = [
  tell(ReviewDecided, {
    kind: 'review-decided',
    topic: 'reviews',
    to: parties,
    facts: async (event, ask) => ({
      disciplineName: event.facts.disciplineName,
      decisionLabel: DECISIONS[event.facts.decision],
      ...asFound(await ask.of(ReviewsService).commentsOf(event.facts.reviewId)),
      others: await reviewsOpen(event, ask),
      reviewsUrl: ask.url(portalPaths.reviews(event.facts.number)),
    }),
    link: ({ facts }) => portalPaths.reviews(facts.number),
  }),
];
