import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { Page } from '../../../components/page';
import { recordQuery, reviewsQuery } from '../record.queries';
import { Resubmit } from './resubmit';
import { ReviewCard } from './review-card';

/** Plan review, discipline by discipline; each comment is answered in place. */
export default function Reviews() {
  const number = useParams().number!;
  const { data: record } = useSuspenseQuery(recordQuery(number));
  const { data: reviews } = useSuspenseQuery(reviewsQuery(number));
  const newest = Math.max(0, ...reviews.map(({ cycle }) => cycle));
  const earlier = reviews.filter(({ cycle }) => cycle < newest).reverse();
  const asked = record.status === 'corrections-required';
  return (
    <Page title={`Reviews of ${record.number}`} lead={leadOf(reviews.length, asked)}>
      {reviews
        .filter(({ cycle }) => cycle === newest)
        .map((review) => (
          <ReviewCard key={review.id} review={review} open={review.commentCount > 0} />
        ))}
      {asked && record.relation === 'owner' && <Resubmit number={record.number} />}
      {earlier.length > 0 && (
        <section aria-labelledby="earlier-rounds">
          <h2 id="earlier-rounds">Earlier rounds</h2>
          {earlier.map((review) => (
            <ReviewCard key={review.id} review={review} open={false} />
          ))}
        </section>
      )}
    </Page>
  );
}

function leadOf(count: number, asked: boolean): string {
  if (count === 0) return 'No review has begun. Reviews begin when the application is submitted.';
  return asked
    ? 'Answer each comment, add revised files, then send the application back to the reviewers.'
    : 'What the city’s reviewers say of the plans.';
}
