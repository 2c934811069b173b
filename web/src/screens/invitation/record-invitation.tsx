import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { ActionButton } from '../../components/action-button';
import { BrokenLink } from '../../components/broken-link';
import { say } from '../../components/live-region';
import { Page } from '../../components/page';
import { wholeAddress } from '../../format/address';
import { moment } from '../../format/dates';
import { registerPath, signInPath } from '../../session/sign-in-path';
import { useAccount } from '../../session/use-account';

/** Where the letter leads in which somebody is asked to take part in a record. */
export default function RecordInvitation() {
  const token = useSearchParams()[0].get('token');
  return token ? <Invitation token={token} /> : <BrokenLink />;
}

function Invitation({ token }: { token: string }) {
  const { data: invitation } = useSuspenseQuery({
    queryKey: ['invitation', token],
    queryFn: () => answer(api.POST('/v1/record-invitations/preview', { body: { token } })),
    staleTime: Infinity,
  });
  const [isDeclined, setDeclined] = useState(false);
  const { number, typeName, address, relation, invitedBy, note, expiresAt } = invitation;
  if (isDeclined) return <Page title="You have declined" lead={`${invitedBy} is told. Nothing else happens.`} />;
  return (
    <Page title={`${invitedBy} invites you to ${number}`} over="Invitation">
      <p className="usa-intro">
        {typeName}
        {address && `, ${wholeAddress(address)}`}
      </p>
      {note && <blockquote>{note}</blockquote>}
      <p>
        {relation === 'owner'
          ? 'You would become an owner: you see everything, act on it and get its letters.'
          : 'You would see its reviews, fees, inspections and history, and could pay, schedule inspections and add files.'}{' '}
        The invitation is good until {moment(expiresAt)}, for one person.
      </p>
      <Answer token={token} onDeclined={() => setDeclined(true)} />
    </Page>
  );
}

function Answer({ token, onDeclined }: { token: string; onDeclined: () => void }) {
  const account = useAccount();
  const location = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const accept = async () => {
    const { number } = await answer(api.POST('/v1/record-invitations/acceptance', { body: { token } }));
    await client.invalidateQueries({ queryKey: ['dashboard'] });
    say(`${number} now stands on your dashboard.`);
    await navigate(`/records/${number}`);
  };
  const decline = async () => {
    await answer(api.POST('/v1/record-invitations/refusal', { body: { token } }));
    onDeclined();
  };
  return (
    <>
      <p>
        {account
          ? `You accept with your account, ${account.email}.`
          : 'You accept with an account of your own, with whichever address. After signing in or making one you come back here.'}
      </p>
      <div className="actions">
        {account ? (
          <ActionButton act={accept} look="primary">
            Accept
          </ActionButton>
        ) : (
          <>
            <Link className="usa-button" to={signInPath(location)}>
              Sign in and accept
            </Link>
            <Link className="usa-button usa-button--outline" to={registerPath(location)}>
              Make an account
            </Link>
          </>
        )}
        <ActionButton
          act={decline}
          done="You have declined. Whoever invited you is told."
          look="unstyled"
          confirm={{ question: 'Decline this invitation? Whoever sent it is told.', yes: 'Yes, decline' }}
        >
          No, thank you
        </ActionButton>
      </div>
    </>
  );
}
