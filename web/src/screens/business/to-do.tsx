import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { newIdempotencyKey } from '../../api/idempotency-key';
import type { Shape } from '../../api/types';
import { ActionButton } from '../../components/action-button';
import { say } from '../../components/live-region';
import { StatusTag } from '../../components/status-tag';
import { businessChanged, businessQuery, stepsQuery } from './business.queries';

const STATES: Record<Shape<'BusinessStepStateDto'>['state'], [status: string, label: string]> = {
  complete: ['passed', 'Complete'],
  incomplete: ['due', 'Something is missing'],
  'not-started': ['draft', 'To do'],
};

/** The steps of a registration that is being written, and the button that submits it. */
export function ToDo({ number }: { number: string }) {
  const client = useQueryClient();
  const { data: steps } = useSuspenseQuery(stepsQuery(number));
  const submit = async () => {
    const submitted = await answer(
      api.POST('/v1/business-registrations/{number}/submission', {
        params: { path: { number }, header: { 'Idempotency-Key': newIdempotencyKey() } },
      }),
    );
    client.setQueryData(businessQuery(number).queryKey, submitted);
    await businessChanged(client, number);
    say('The city has your registration.');
    document.querySelector('h1')?.focus();
  };
  const isWhole = steps.steps.every(({ state }) => state === 'complete');
  return (
    <section aria-labelledby="steps">
      <h2 id="steps" tabIndex={-1}>
        Steps
      </h2>
      <ol className="rows">
        {steps.steps.map(({ step, label, state, missing }) => (
          <li key={step}>
            <div className="rows__what">
              <p>
                <Link to={`/business-registrations/${number}/steps/${step}`}>{label}</Link>
              </p>
              {missing.map(({ pointer, detail }) => (
                <p key={pointer}>{detail}</p>
              ))}
            </div>
            <StatusTag status={STATES[state][0]} label={STATES[state][1]} />
          </li>
        ))}
      </ol>
      {isWhole && (
        <div className="actions">
          <ActionButton look="primary" act={submit}>
            Submit it to the city
          </ActionButton>
        </div>
      )}
    </section>
  );
}
