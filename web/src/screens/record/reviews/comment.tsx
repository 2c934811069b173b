import { useQueryClient } from '@tanstack/react-query';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { say } from '../../../components/live-region';
import { moment } from '../../../format/dates';
import { Form } from '../../../forms/form';
import { TextAreaField } from '../../../forms/text-area-field';
import { recordChanged } from '../record.queries';

interface CommentProps {
  comment: Shape<'ReviewCommentDto'>;
  review: Shape<'ListedReviewDto'>;
}

const KINDS: Record<Shape<'ReviewCommentDto'>['kind'], string> = {
  correction: 'To be corrected',
  condition: 'Condition of the permit',
  note: 'For your information',
};

/** What a reviewer asks for, with its answers, and the place to answer it. */
export function Comment({ comment, review }: CommentProps) {
  const isOpen = comment.kind === 'correction' && comment.status === 'open';
  return (
    <li className="comment">
      <p className="comment__kind">
        {KINDS[comment.kind]}
        {comment.kind === 'correction' && (isOpen ? ', open' : ', closed by the reviewer')}
      </p>
      <p className="comment__text">{comment.text}</p>
      {comment.codeReference && <p className="comment__code">Rests on {comment.codeReference}</p>}
      {comment.page !== null && <p className="comment__code">Page {comment.page} of the plans</p>}
      {comment.responses.map((response) => (
        <blockquote key={response.id} className="comment__answer">
          <p>{response.text}</p>
          <footer>
            {response.mine ? 'You' : 'Another party'}, {moment(response.respondedAt)}
          </footer>
        </blockquote>
      ))}
      {isOpen && review.status === 'corrections-required' && <Answer comment={comment} review={review} />}
    </li>
  );
}

function Answer({ comment, review }: CommentProps) {
  const client = useQueryClient();
  const send = ({ text }: { text: string }, key: string) =>
    answer(
      api.POST('/v1/reviews/{id}/responses', {
        params: { path: { id: review.id }, header: { 'Idempotency-Key': key } },
        body: { responses: [{ commentId: comment.id, text }] },
      }),
    );
  const onSent = () => {
    say('Your answer was sent to the reviewer.');
    return recordChanged(client, review.recordNumber);
  };
  return (
    <Form
      // A sent answer leaves an empty form behind.
      key={comment.responses.length}
      name={`answer-${comment.id}`}
      defaults={{ text: '' }}
      send={send}
      onSent={() => void onSent()}
      button="Send the answer"
    >
      <TextAreaField
        name="text"
        label={comment.responses.length > 0 ? 'Add to your answer' : 'Your answer'}
        required
        rows={3}
        maxLength={4000}
      />
    </Form>
  );
}
