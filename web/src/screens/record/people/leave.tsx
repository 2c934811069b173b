import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import { ActionButton } from '../../../components/action-button';
import { recordChanged } from '../record.queries';

/** Takes the record off my dashboard. */
export function Leave({ number }: { number: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: link } = useQuery({ queryKey: ['my-links', number], queryFn: () => findLink(number) });
  if (!link) return null;
  if (link.by === 'project') return <p>You see it because it belongs to a project of yours.</p>;
  const leave = async () => {
    await answer(api.DELETE('/v1/record-links/{id}', { params: { path: { id: link.id } } }));
    await navigate('/dashboard');
    await recordChanged(client, number);
  };
  return (
    <ActionButton
      act={leave}
      done={`${number} is off your dashboard.`}
      confirm={{ question: 'You can link it again with its number, or be invited again. Take it off?', yes: 'Yes, take it off' }}
    >
      Take it off my dashboard
    </ActionButton>
  );
}

async function findLink(number: string) {
  let cursor: string | undefined;
  do {
    const page = await answer(api.GET('/v1/record-links', { params: { query: { limit: 100, cursor } } }));
    const found = page.items.find((one) => one.number === number);
    if (found) return found;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return null;
}
