import { useMutation } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { Alert } from '../../components/alert';
import { say } from '../../components/live-region';
import { ProblemAlert } from '../../problems/problem-alert';
import type { Account } from '../../session/session';

/** With what one signs in, where letters go, and whether that is proved. */
export function EmailAddress({ account }: { account: Account }) {
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => answer(api.POST('/v1/accounts/me/email-verification')),
    onSuccess: () => say('A new link is on its way.'),
  });
  return (
    <>
      <dl className="facts">
        {account.username && (
          <>
            <dt>Username</dt>
            <dd>{account.username}</dd>
          </>
        )}
        <dt>E-mail address</dt>
        <dd>
          {account.email}{' '}
          <span className={account.emailVerified ? 'tag tag--good' : 'tag tag--waiting'}>
            {account.emailVerified ? 'Confirmed' : 'Not confirmed yet'}
          </span>
        </dd>
      </dl>
      {!account.emailVerified && (
        <Alert kind="warning">
          Please follow the link in the letter that we sent to this address.{' '}
          {isSuccess ? (
            <strong>A new one is on its way.</strong>
          ) : (
            <button type="button" className="usa-button usa-button--unstyled" disabled={isPending} onClick={() => mutate()}>
              Send it again
            </button>
          )}
        </Alert>
      )}
      <ProblemAlert error={error} />
    </>
  );
}
