import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { Busy } from '../../components/busy';
import { say } from '../../components/live-region';
import { moment } from '../../format/dates';
import { ProblemAlert } from '../../problems/problem-alert';
import { deviceOf } from './device.rules';

const sessionsQuery = {
  queryKey: ['sessions'],
  queryFn: async () => (await answer(api.GET('/v1/sessions', { params: { query: { limit: 100 } } }))).items,
};

/** Where one is signed in, and the way out of a lost telephone. */
export function Sessions() {
  const client = useQueryClient();
  const { data: sessions, error } = useQuery(sessionsQuery);
  const ending = useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/v1/sessions/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['sessions'] });
      say('That sign-in has ended.');
    },
  });
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">Where I am signed in</h2>
      <ProblemAlert error={error ?? ending.error} />
      {!sessions && !error && <Busy />}
      <ul className="rows">
        {sessions?.map(({ id, client: name, current, lastUsedAt, signedInAt }) => (
          <li key={id}>
            <div className="rows__what">
              <p>
                <strong>{deviceOf(name)}</strong>
              </p>
              <p className="muted">
                Since {moment(signedInAt)}, last used {moment(lastUsedAt)}
              </p>
            </div>
            {current ? (
              <span className="tag">Here</span>
            ) : (
              <button
                type="button"
                className="usa-button usa-button--outline"
                disabled={ending.isPending}
                onClick={() => ending.mutate(id)}
              >
                End it
                <span className="usa-sr-only">
                  {' '}
                  for {deviceOf(name)} since {moment(signedInAt)}
                </span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
