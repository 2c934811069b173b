import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { ActionButton } from '../../../components/action-button';
import { Alert } from '../../../components/alert';
import { dayOf, longDate } from '../../../format/dates';
import { NextStep } from '../../../next-step/next-step';

interface OpenRenewalProps {
  renewal: Shape<'ContractorRenewalDto'>;
  mayWithdraw: boolean;
  onWithdrawn: () => Promise<void>;
}

/** How far the renewal under way is, what the city said, and what is to be paid. */
export function OpenRenewal({ renewal, mayWithdraw, onWithdrawn }: OpenRenewalProps) {
  const { number, id, statusLabel, submittedAt, comments, feesDueCents, credentials, nextStep } = renewal;
  const withdraw = async () => {
    await answer(api.POST('/v1/contractors/{number}/renewals/{id}/withdrawal', { params: { path: { number, id } } }));
    await onWithdrawn();
  };
  return (
    <>
      <NextStep
        step={nextStep}
        on={{ number, kind: 'license', home: `/contractors/${number}/renewals`, relation: 'owner' }}
        feesDueCents={feesDueCents}
      />
      {comments && (
        <Alert kind="warning" heading="What the city said">
          <p>{comments}</p>
        </Alert>
      )}
      <h2>{statusLabel}</h2>
      <p>Sent on {dayOf(submittedAt)}, with:</p>
      <ul className="usa-list">
        {credentials.map(({ kind, class: classCode, name, expiresOn }) => (
          <li key={kind + classCode}>
            {name}, in force through {longDate(expiresOn)}
          </li>
        ))}
        {credentials.length === 0 && <li>no new documents: those on file are still good</li>}
      </ul>
      {mayWithdraw && (
        <ActionButton
          act={withdraw}
          confirm={{ question: 'Withdraw the renewal? A fee that has not been paid is taken back.', yes: 'Yes, withdraw it' }}
        >
          Withdraw the renewal
        </ActionButton>
      )}
    </>
  );
}
