import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import { say } from '../../../components/live-region';
import { ProblemAlert } from '../../../problems/problem-alert';
import { recordChanged } from '../record.queries';

/** Back to the reviewers, once something was done about everything they asked. */
export function Resubmit({ number }: { number: string }) {
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: () => answer(api.POST('/v1/permits/{number}/resubmission', { params: { path: { number } } })),
    onSuccess: async () => {
      say('The application is back with the reviewers.');
      await recordChanged(client, number);
    },
  });
  return (
    <section aria-labelledby="resubmit">
      <h2 id="resubmit">Send it back to the reviewers</h2>
      <p>
        When the comments are answered and revised files added. If something in the application itself is different now,{' '}
        <Link to={`/records/${number}/application`}>change the application</Link> first.
      </p>
      <ProblemAlert error={send.error} />
      <button type="button" className="usa-button" disabled={send.isPending} onClick={() => send.mutate()}>
        {send.isPending ? 'Sending …' : 'Send back to the reviewers'}
      </button>
    </section>
  );
}
