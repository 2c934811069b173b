import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import { ActionButton } from '../../../components/action-button';
import { recordChanged } from '../record.queries';

/** Back to the reviewers, once something was done about everything they asked. */
export function Resubmit({ number }: { number: string }) {
  const client = useQueryClient();
  const send = async () => {
    await answer(api.POST('/v1/permits/{number}/resubmission', { params: { path: { number } } }));
    await recordChanged(client, number);
  };
  return (
    <section aria-labelledby="resubmit">
      <h2 id="resubmit">Send it back to the reviewers</h2>
      <p>
        When the comments are answered and revised files added. If something in the application itself is different now,{' '}
        <Link to={`/records/${number}/application`}>change the application</Link> first.
      </p>
      <ActionButton look="primary" act={send} done="The application is back with the reviewers.">
        Send back to the reviewers
      </ActionButton>
    </section>
  );
}
