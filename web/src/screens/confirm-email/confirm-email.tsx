import { useMutation } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { Alert } from '../../components/alert';
import { say } from '../../components/live-region';
import { Page } from '../../components/page';
import { ProblemAlert } from '../../problems/problem-alert';
import { setAccount } from '../../session/session';
import { useAccount } from '../../session/use-account';

/** Only the button proves the address: programs that look at links in letters before people do would otherwise do it. */
export default function ConfirmEmail() {
  const token = useSearchParams()[0].get('token') ?? '';
  const account = useAccount();
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => answer(api.POST('/v1/accounts/email-verification', { body: { token } })),
    onSuccess: () => {
      if (account) setAccount({ ...account, emailVerified: true });
      say('Your e-mail address is confirmed.');
    },
  });
  if (isSuccess) {
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
  return (
    <Page
      title="Confirm your e-mail address"
      lead="Press the button to confirm that this address is yours. If you did not register with us, just close this page."
    >
      <ProblemAlert error={error} />
      <div className="actions">
        <button type="button" className="usa-button" disabled={isPending} onClick={() => mutate()}>
          {isPending ? 'Confirming …' : 'Confirm my address'}
        </button>
        {error && <Link to="/account">Sign in, and have a new link sent</Link>}
      </div>
    </Page>
  );
}
