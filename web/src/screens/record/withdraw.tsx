import { useQueryClient } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { ActionButton } from '../../components/action-button';
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
  if (relation !== 'owner' || !POSSIBLE_IN.includes(status)) return null;
  const withdraw = async () => {
    await answer(api.POST('/v1/permits/{number}/withdrawal', { params: { path: { number } }, body: {} }));
    await recordChanged(client, number);
  };
  const question =
    'It ends here for good. Fees that are not paid are taken back; what was paid stays paid unless the city refunds it. Withdraw?';
  return (
    <section aria-labelledby="withdraw">
      <h2 id="withdraw">Changed your mind?</h2>
      <ActionButton act={withdraw} done="The application was withdrawn." confirm={{ question, yes: 'Yes, withdraw it' }}>
        Withdraw the application
      </ActionButton>
    </section>
  );
}
