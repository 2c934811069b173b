import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { Confirm } from '../../components/confirm';
import { say } from '../../components/live-region';
import { recordChanged } from './record.queries';

const POSSIBLE_IN: readonly Shape<'PermitDto'>['status'][] = [
  'draft',
  'returned',
  'submitted',
  'in-review',
  'corrections-required',
  'approved',
];

/** Gives the application up, until it is issued. */
export function Withdraw({ permit: { number, status, relation } }: { permit: Shape<'PermitDto'> }) {
  const client = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => answer(api.POST('/v1/permits/{number}/withdrawal', { params: { path: { number } }, body: {} })),
    onSuccess: async () => {
      await recordChanged(client, number);
      say('The application was withdrawn.');
    },
  });
  if (relation !== 'owner' || !POSSIBLE_IN.includes(status)) return null;
  return (
    <section aria-labelledby="withdraw">
      <h2 id="withdraw">Changed your mind?</h2>
      <Confirm
        button="Withdraw the application"
        question="It ends here for good. Fees that are not paid are taken back; what was paid stays paid unless the city refunds it. Withdraw?"
        yes="Yes, withdraw it"
        action={withdraw}
      />
    </section>
  );
}
