import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { ActionButton } from '../../components/action-button';
import { Alert } from '../../components/alert';
import { permitTypeQuery } from '../../api/permit-types';
import { recordChanged } from '../record/record.queries';

/** Why the city gave the application back, and the type it suggests, to be changed to with one tap. */
export function ReturnedNotice({ permit }: { permit: Shape<'PermitDto'> }) {
  if (permit.status !== 'returned' || !permit.reason) return null;
  const { suggestedPermitType } = permit;
  return (
    <Alert kind="warning" heading="The city gave it back to you">
      <p>{permit.reason}</p>
      {suggestedPermitType && suggestedPermitType !== permit.permitType && <Suggested number={permit.number} code={suggestedPermitType} />}
    </Alert>
  );
}

function Suggested({ number, code }: { number: string; code: string }) {
  const client = useQueryClient();
  const { data: type } = useQuery(permitTypeQuery(code));
  const change = async () => {
    await answer(api.PATCH('/v1/permits/{number}', { params: { path: { number } }, body: { permitType: code } }));
    await recordChanged(client, number);
  };
  if (!type) return null;
  return (
    <>
      <p>The work needs another permit: {type.name}. What you have entered stays, where it is asked there, too.</p>
      <ActionButton look="primary" act={change}>
        {`Change it to ${type.name}`}
      </ActionButton>
    </>
  );
}
