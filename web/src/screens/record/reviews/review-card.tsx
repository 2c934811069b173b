import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Shape } from '../../../api/types';
import { Busy } from '../../../components/busy';
import { StatusTag } from '../../../components/status-tag';
import { longDate, moment } from '../../../format/dates';
import { ProblemAlert } from '../../../problems/problem-alert';
import { reviewQuery } from '../record.queries';
import { Comment } from './comment';
import { ReviewFiles } from './review-files';

/** One discipline's review: how it stands, and behind "More info" its comments, answers and files. */
export function ReviewCard({ review, open }: { review: Shape<'ReviewSummaryDto'>; open: boolean }) {
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

function Info({ review }: { review: Shape<'ReviewSummaryDto'> }) {
  const { data, error } = useQuery(reviewQuery(review.recordNumber, review.id));
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <Busy what="Loading the comments" />;
  return (
    <>
      {data.reviewer && <p>Reviewer: {data.reviewer.name}</p>}
      {data.comments.length === 0 && <p>There are no comments.</p>}
      <ol className="comments">
        {data.comments.map((comment) => (
          <Comment key={comment.id} comment={comment} review={data} />
        ))}
      </ol>
      <ReviewFiles review={data} />
    </>
  );
}

function whenOf({ status, decidedAt, dueOn, overdue, openCommentCount }: Shape<'ReviewSummaryDto'>): string {
  if (status === 'pending') return overdue ? `Was due ${longDate(dueOn)}; it is late.` : `Due ${longDate(dueOn)}.`;
  const decided = decidedAt ? `Decided ${moment(decidedAt)}.` : '';
  if (openCommentCount === 0) return decided;
  return `${decided} ${openCommentCount === 1 ? '1 comment is' : `${openCommentCount} comments are`} open.`;
}
