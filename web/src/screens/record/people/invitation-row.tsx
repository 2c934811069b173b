import { useQueryClient } from '@tanstack/react-query';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { ActionButton } from '../../../components/action-button';
import { moment } from '../../../format/dates';
import { recordChanged } from '../record.queries';

type Invitation = Shape<'RecordInvitationDto'>;

const STATES: Record<Invitation['state'], string> = {
  open: 'Not answered yet',
  accepted: 'Accepted',
  declined: 'Declined',
  withdrawn: 'Taken back',
  replaced: 'Replaced by a newer one',
  expired: 'Expired',
};

export function InvitationRow({ number, invitation }: { number: string; invitation: Invitation }) {
  const client = useQueryClient();
  const { id, email, relation, state, invitedBy, invitedAt, expiresAt, acceptedBy, letter } = invitation;
  const withdraw = async () => {
    await answer(api.DELETE('/v1/record-invitations/{id}', { params: { path: { id } } }));
    await recordChanged(client, number);
  };
  return (
    <li>
      <div className="rows__what">
        <p>
          <strong>{email}</strong>, {relation === 'owner' ? 'to own it too' : 'to follow it'}: {STATES[state]}
          {acceptedBy && ` by ${acceptedBy}`}
        </p>
        <p className="usa-hint">
          Invited by {invitedBy}, {moment(invitedAt)}
          {state === 'open' && `; the link is good until ${moment(expiresAt)}`}
        </p>
        {letter === 'failed' && (
          <p className="usa-error-message">The message could not be delivered. Check the address, and invite again.</p>
        )}
      </div>
      {state === 'open' && (
        <ActionButton
          act={withdraw}
          done={`The invitation for ${email} was taken back.`}
          confirm={{ question: 'The link in the message stops working. Take the invitation back?', yes: 'Yes, take it back' }}
          about={`, the invitation for ${email}`}
        >
          Take it back
        </ActionButton>
      )}
    </li>
  );
}
