import { useState } from 'react';
import type { Shape } from '../../../api/types';
import { StatusTag } from '../../../components/status-tag';
import { longDate, moment } from '../../../format/dates';
import { Comment } from './comment';
import { ReviewFiles } from './review-files';

type Review = Shape<'ListedReviewDto'>;

/** One discipline's review: how it stands, and behind "More info" its comments, answers and files. */
export function ReviewCard({ review, open }: { review: Review; open: boolean }) {
  const [isOpen, setOpen] = useState(open);
  const id = `review-${review.id}`;
  return (
    <section className="panel" aria-labelledby={`${id}-name`}>
      <header className="panel__head">
        <h2 id={`${id}-name`}>
          {review.disciplineName}
          {review.cycle > 1 && `, round ${review.cycle}`}
        </h2>
        <StatusTag status={review.status} label={review.statusLabel} />
      </header>
      <p>{whenOf(review)}</p>
      <button
        type="button"
        className="usa-button usa-button--unstyled more-info"
        aria-expanded={isOpen}
        aria-controls={`${id}-info`}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Less info' : 'More info'}
        <span className="usa-sr-only"> on the {review.disciplineName} review</span>
      </button>
      <div id={`${id}-info`} hidden={!isOpen}>
        {isOpen && <Info review={review} />}
      </div>
    </section>
  );
}

function Info({ review }: { review: Review }) {
  return (
    <>
      {review.reviewer && <p>Reviewer: {review.reviewer.name}</p>}
      {review.comments?.length === 0 && <p>There are no comments.</p>}
      <ol className="comments">
        {review.comments?.map((comment) => (
          <Comment key={comment.id} comment={comment} review={review} />
        ))}
      </ol>
      <ReviewFiles review={review} />
    </>
  );
}

function whenOf({ status, decidedAt, dueOn, overdue, openCommentCount }: Review): string {
  if (status === 'pending') return overdue ? `Was due ${longDate(dueOn)}; it is late.` : `Due ${longDate(dueOn)}.`;
  const decided = decidedAt ? `Decided ${moment(decidedAt)}.` : '';
  if (openCommentCount === 0) return decided;
  return `${decided} ${openCommentCount === 1 ? '1 comment is' : `${openCommentCount} comments are`} open.`;
}
