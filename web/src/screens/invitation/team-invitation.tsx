import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { ActionButton } from '../../components/action-button';
import { BrokenLink } from '../../components/broken-link';
import { Page } from '../../components/page';
import { signOut, type Account } from '../../session/session';
import { signInPath } from '../../session/sign-in-path';
import { useAccount } from '../../session/use-account';

/** Where the letter leads in which somebody is asked to act for a contractor. */
export default function TeamInvitation() {
  const token = useSearchParams()[0].get('token');
  return token ? <Invitation token={token} /> : <BrokenLink />;
}

function Invitation({ token }: { token: string }) {
  const { data: offer } = useSuspenseQuery({
    queryKey: ['team-invitation', token],
    queryFn: () => answer(api.POST('/v1/contractor-invitations/preview', { body: { token } })),
    staleTime: Infinity,
  });
  const [accepted, setAccepted] = useState<Shape<'InvitationAcceptedDto'>>();
  const { number, businessName, role } = offer;
  if (accepted) return <Accepted accepted={accepted} />;
  return (
    <Page title={`Act for ${businessName}`} over={`Contractor ${number}`} lead={`${businessName} asks you to act for it as a ${role}.`}>
      <p>
        {role === 'manager'
          ? 'You will see its records and the permits that name it, and can do everything for it: renew, pay, schedule, invite and remove people.'
          : 'You will see its records and the permits that name it, and can upload documents, schedule inspections and pay.'}
      </p>
      <Answer token={token} offer={offer} onAccepted={setAccepted} />
      <p className="muted">If you do not know {businessName}, close this page.</p>
    </Page>
  );
}

interface AnswerProps {
  token: string;
  offer: Shape<'ContractorInvitationOfferDto'>;
  onAccepted: (accepted: Shape<'InvitationAcceptedDto'>) => void;
}

/** Accepts, or first of all signs in with the account that was asked. */
function Answer({ token, offer: { email, signInToAccept }, onAccepted }: AnswerProps) {
  const account = useAccount();
  const location = useLocation();
  const client = useQueryClient();
  if (account && account.email !== email) return <Another account={account} email={email} />;
  if (signInToAccept && !account) {
    return (
      <>
        <p>It was sent to {email}, which has an account. Sign in with it as a contractor, and you come back here.</p>
        <Link className="usa-button" to={signInPath(location)}>
          Sign in and accept
        </Link>
      </>
    );
  }
  const accept = async () => {
    onAccepted(await answer(api.POST('/v1/contractor-invitations/acceptance', { body: { token } })));
    await client.invalidateQueries();
  };
  return (
    <>
      <p>
        {account ? `You accept with your account, ${email}.` : `An account for ${email} is made for you; you choose its password next.`}
      </p>
      <ActionButton look="primary" act={accept}>
        Accept
      </ActionButton>
    </>
  );
}

function Another({ account, email }: { account: Account; email: string }) {
  return (
    <>
      <p>
        It was sent to {email}, and you are signed in as {account.email}. Sign out, and open the link in the letter once more.
      </p>
      <button type="button" className="usa-button" onClick={() => void signOut()}>
        Sign out
      </button>
    </>
  );
}

function Accepted({ accepted: { number, businessName, role, choosePasswordUrl } }: { accepted: Shape<'InvitationAcceptedDto'> }) {
  return (
    <Page title={`You act for ${businessName} now`} over={`Contractor ${number}`} lead={`As a ${role}.`}>
      {choosePasswordUrl ? (
        <a className="usa-button" href={choosePasswordUrl}>
          Choose your password
        </a>
      ) : (
        <Link className="usa-button" to={`/contractors/${number}/registration`}>
          Open the registration
        </Link>
      )}
    </Page>
  );
}
