import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { Alert } from '../../components/alert';
import { Busy } from '../../components/busy';
import { say } from '../../components/live-region';
import { Page } from '../../components/page';
import { Form } from '../../forms/form';
import { PasswordField } from '../../forms/password-field';
import { ProblemAlert } from '../../problems/problem-alert';
import { setAccount } from '../../session/session';
import { useAccount } from '../../session/use-account';

interface Values {
  password: string;
}

/**
 * Only the button proves the address, because programs look at links in letters before people do; and only with the account's own
 * password or session, so that nobody proves an address for a stranger who registered with it.
 */
export default function ConfirmEmail() {
  const token = useSearchParams()[0].get('token') ?? '';
  const account = useAccount();
  const [isDone, setDone] = useState(false);
  const { data: asked, error } = useQuery({
    queryKey: ['email-verification', token],
    queryFn: () => answer(api.POST('/v1/accounts/email-verification/preview', { body: { token } })),
  });
  if (isDone) {
    return (
      <Page title="Your e-mail address is confirmed">
        <Alert kind="success">Thank you. Letters of the city reach you now.</Alert>
        <div className="actions">
          <Link className="usa-button" to="/dashboard">
            {account ? 'Go to my dashboard' : 'Sign in'}
          </Link>
        </div>
      </Page>
    );
  }
  const newLink = <Link to="/account">Sign in, and have a new link sent</Link>;
  if (!asked) {
    return (
      <Page title="Confirm your address">
        <ProblemAlert error={error} />
        {error ? <div className="actions">{newLink}</div> : <Busy />}
      </Page>
    );
  }
  const isMine = account?.username === asked.username;
  return (
    <Page
      title="Confirm your address"
      lead={`The account ${asked.username} was registered with ${asked.email}. If it is not yours, just close this page: it cannot use your address without you.`}
    >
      <Form<Values, unknown>
        name="confirm-email"
        defaults={{ password: '' }}
        secrets={['password']}
        send={({ password }) => answer(api.POST('/v1/accounts/email-verification', { body: isMine ? { token } : { token, password } }))}
        onSent={() => {
          if (account && isMine) setAccount({ ...account, emailVerified: true });
          say('Your e-mail address is confirmed.');
          setDone(true);
        }}
        button="Confirm my address"
        beside={newLink}
      >
        {!isMine && <PasswordField name="password" label={`Password of ${asked.username}`} required autoComplete="current-password" />}
      </Form>
    </Page>
  );
}
