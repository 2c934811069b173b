import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'react-router';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { ActionButton } from '../../../components/action-button';
import { Page } from '../../../components/page';
import { signInPath } from '../../../session/sign-in-path';
import { useAccount } from '../../../session/use-account';

/** Where an invitation to act for a contractor is accepted, by whoever has an account already too. */
export default function AcceptInvitation() {
  const token = useSearchParams()[0].get('token') ?? '';
  const account = useAccount();
  const location = useLocation();
  const client = useQueryClient();
  const [accepted, setAccepted] = useState<Shape<'InvitationAcceptedDto'>>();
  if (accepted) return <Accepted accepted={accepted} />;
  if (!token) return <Page title="The link is not whole" lead="Open it once more from the message, or copy all of it into the browser." />;
  const accept = async () => {
    setAccepted(await answer(api.POST('/v1/contractor-invitations/acceptance', { body: { token } })));
    await client.invalidateQueries();
  };
  return (
    <Page
      title="Act for a contractor"
      lead="You were asked by e-mail to act for a contractor: to see its records and the permits that name it, upload documents, schedule inspections and pay."
    >
      {account ? (
        <p>You accept with your account, {account.email}.</p>
      ) : (
        <p>
          Do you have an account with this e-mail address? Then <Link to={signInPath(location)}>sign in first</Link>. Otherwise one is made
          for you.
        </p>
      )}
      <div className="actions">
        <ActionButton look="primary" act={accept}>
          Accept
        </ActionButton>
      </div>
      <p className="muted">If you do not know the contractor, close this page.</p>
    </Page>
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
