import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { ActionButton } from '../../components/action-button';
import { say } from '../../components/live-region';
import { Page } from '../../components/page';
import { longDate } from '../../format/dates';
import { Form } from '../../forms/form';
import { ContractorField, type Named } from '../../forms/contractor-field';
import { useAccount } from '../../session/use-account';
import { permitTypeQuery } from '../../api/permit-types';
import { permitQuery, recordChanged } from './record.queries';

const CHANGEABLE_IN: readonly Shape<'PermitDto'>['status'][] = [
  'draft',
  'returned',
  'submitted',
  'in-review',
  'corrections-required',
  'approved',
];

/** Who does the work, whether their names count today, and another choice until the permit is issued. */
export default function Contractors() {
  const number = useParams().number!;
  const { data: permit } = useSuspenseQuery(permitQuery(number));
  const { data: type } = useSuspenseQuery(permitTypeQuery(permit.permitType));
  const client = useQueryClient();
  const needed = type.contractorClasses.map(({ name, condition }) => (condition ? `${name} (when ${condition})` : name));
  const send = ({ contractors }: { contractors: Named[] }) =>
    answer(
      api.PATCH('/v1/permits/{number}', {
        params: { path: { number } },
        body: { contractorNumbers: contractors.map((one) => one.number) },
      }),
    );
  const onSent = async () => {
    await recordChanged(client, number);
    say('The contractors were saved. Those who are new have been told.');
  };
  return (
    <Page
      title={`Contractors on ${permit.number}`}
      lead={needed.length > 0 ? `This permit needs: ${needed.join(', ')}.` : 'This permit needs no contractor.'}
    >
      {permit.contractors.length === 0 ? (
        <p>No contractor is named yet.</p>
      ) : (
        <ul className="rows">
          {permit.contractors.map((contractor) => (
            <Contractor key={contractor.number} contractor={contractor} />
          ))}
        </ul>
      )}
      <Disavow permit={permit} />
      {permit.relation === 'owner' && CHANGEABLE_IN.includes(permit.status) && (
        <section aria-labelledby="name-contractors">
          <h2 id="name-contractors">Name contractors</h2>
          <Form
            key={permit.version}
            name={`contractors-${number}`}
            defaults={{ contractors: permit.contractors.filter((one) => !one.disavowed) }}
            send={send}
            onSent={() => void onSent()}
            button="Save the contractors"
          >
            <ContractorField name="contractors" />
          </Form>
        </section>
      )}
    </Page>
  );
}

function Contractor({ contractor: { number, businessName, problems, disavowed } }: { contractor: Shape<'PermitContractorDto'> }) {
  return (
    <li>
      <div className="rows__what">
        <p>
          <strong>{businessName}</strong>, {number}
        </p>
        {disavowed ? (
          <p className="usa-error-message">Has said that this is not their job.</p>
        ) : problems.length === 0 ? (
          <p className="usa-hint">In good standing today.</p>
        ) : (
          <ul>
            {problems.map(({ credential, name, expiredOn }) => (
              <li key={credential}>
                {name} {expiredOn ? `expired on ${longDate(expiredOn)}` : 'is not in force'}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

/** A contractor who was named without their knowing takes the name off. */
function Disavow({ permit: { number, relation, status } }: { permit: Shape<'PermitDto'> }) {
  const account = useAccount();
  const client = useQueryClient();
  const navigate = useNavigate();
  const disavow = async () => {
    await answer(api.POST('/v1/permits/{number}/disavowal', { params: { path: { number } } }));
    await navigate('/dashboard');
    await recordChanged(client, number);
  };
  const possible = relation === 'owner' && account?.profile === 'contractor' && (status === 'issued' || CHANGEABLE_IN.includes(status));
  if (!possible) return null;
  return (
    <ActionButton
      act={disavow}
      done={`Your name was taken off ${number}.`}
      confirm={{ question: 'Your name is taken off, and cannot be named on this permit again. Take it off?', yes: 'Yes, take my name off' }}
    >
      This is not my job
    </ActionButton>
  );
}
