import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { ActionButton } from '../../components/action-button';
import { say } from '../../components/live-region';
import { Page } from '../../components/page';
import { wholeAddress } from '../../format/address';
import { moment } from '../../format/dates';
import { signInPath } from '../../session/sign-in-path';
import { useAccount } from '../../session/use-account';

/** Somebody asks a person, by a letter, to take part in a record. */
export default function Invitation() {
  const [search] = useSearchParams();
  const token = search.get('token') ?? '';
  const { data: invitation } = useSuspenseQuery({
    queryKey: ['invitation', token],
    queryFn: () => answer(api.POST('/v1/record-invitations/preview', { body: { token } })),
    staleTime: Infinity,
  });
  const { number, typeName, address, relation, invitedBy, note, expiresAt } = invitation;
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
        The invitation is good until {moment(expiresAt)}.
      </p>
      <Answer token={token} />
    </Page>
  );
}

function Answer({ token }: { token: string }) {
  const account = useAccount();
  const location = useLocation();
  const navigate = useNavigate();
  const client = useQueryClient();
  const accept = async () => {
    const { number } = await answer(api.POST('/v1/record-invitations/acceptance', { body: { token } }));
    void client.invalidateQueries({ queryKey: ['dashboard'] });
    say(`${number} now stands on your dashboard.`);
    await navigate(`/records/${number}`);
  };
  const decline = async () => {
    await answer(api.POST('/v1/record-invitations/refusal', { body: { token } }));
    await navigate('/');
  };
  return (
    <>
      {!account && <p>Sign in to accept. If you have no account yet, make one first; you come back here by the link in the letter.</p>}
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
            <Link className="usa-button usa-button--outline" to={signInPath(location).replace('/sign-in', '/register')}>
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
