import { domainError } from '../../platform/errors/domain-error.js';
import { REVIEW_STATUS_LABELS, type ReviewStatus } from './review.status.js';

export class ReviewNotFound extends domainError('reviews.not-found', 'not-found', 'We cannot find this review') {
  constructor() {
    super('No review has this id.');
  }
}

export class ReviewDecidedAlready extends domainError('reviews.wrong-status', 'conflict', 'The review is not pending', {
  currentStatus: 'approved',
}) {
  constructor(recordNumber: string, disciplineName: string, status: ReviewStatus) {
    super(
      `The ${disciplineName} review of ${recordNumber} is closed: ${REVIEW_STATUS_LABELS[status].toLowerCase()}. ` +
        `Any change from here is reviewed in the next cycle.`,
      { extensions: { currentStatus: status } },
    );
  }
}

export class CommentNotFound extends domainError('reviews.comment-not-found', 'not-found', 'We cannot find this comment') {
  constructor() {
    super('This review has no comment with this id.');
  }
}

export class CommentClosed extends domainError('reviews.comment-closed', 'conflict', 'The comment is closed', { currentStatus: 'closed' }) {
  constructor(recordNumber: string, disciplineName: string) {
    super(`This comment of the ${disciplineName} review of ${recordNumber} is closed and no longer needs an answer.`, {
      extensions: { currentStatus: 'closed' },
    });
  }
}
