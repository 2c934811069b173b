import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { ActionButton } from '../../components/action-button';
import { Busy } from '../../components/busy';
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
  const end = async (id: string) => {
    await answer(api.DELETE('/v1/sessions/{id}', { params: { path: { id } } }));
    await client.invalidateQueries({ queryKey: ['sessions'] });
  };
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">Where I am signed in</h2>
      <ProblemAlert error={error} />
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
              <ActionButton act={() => end(id)} done="That sign-in has ended." about={`for ${deviceOf(name)} since ${moment(signedInAt)}`}>
                End it
              </ActionButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
