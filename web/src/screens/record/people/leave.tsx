import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import { Confirm } from '../../../components/confirm';
import { say } from '../../../components/live-region';
import { recordChanged } from '../record.queries';

/** Takes the record off my dashboard. */
export function Leave({ number }: { number: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: link } = useQuery({ queryKey: ['my-links', number], queryFn: () => findLink(number) });
  const leave = useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/v1/record-links/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      await recordChanged(client, number);
      say(`${number} is off your dashboard.`);
      void navigate('/dashboard');
    },
  });
  if (!link) return null;
  if (link.by === 'project') return <p>You see it because it belongs to a project of yours.</p>;
  return (
    <Confirm
      button="Take it off my dashboard"
      question="You can link it again with its number, or be invited again. Take it off?"
      yes="Yes, take it off"
      action={{ ...leave, mutate: () => leave.mutate(link.id) }}
    />
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
