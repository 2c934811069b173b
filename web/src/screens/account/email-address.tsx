import { useState } from 'react';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { ActionButton } from '../../components/action-button';
import { Alert } from '../../components/alert';
import { Facts } from '../../components/facts';
import type { Account } from '../../session/session';

/** With what one signs in, where letters go, and whether that is proved. */
export function EmailAddress({ account }: { account: Account }) {
  const [isSent, setSent] = useState(false);
  const sendAgain = async () => {
    await answer(api.POST('/v1/accounts/me/email-verification'));
    setSent(true);
  };
  return (
    <>
      <Facts
        of={[
          ['Username', account.username],
          [
            'E-mail address',
            <>
              {account.email}{' '}
              <span className={account.emailVerified ? 'tag tag--good' : 'tag tag--waiting'}>
                {account.emailVerified ? 'Confirmed' : 'Not confirmed yet'}
              </span>
            </>,
          ],
        ]}
      />
      {!account.emailVerified && (
        <Alert kind="warning">
          Please follow the link in the letter that we sent to this address.{' '}
          {isSent ? (
            <strong>A new one is on its way.</strong>
          ) : (
            <ActionButton act={sendAgain} done="A new link is on its way." look="unstyled">
              Send it again
            </ActionButton>
          )}
        </Alert>
      )}
    </>
  );
}
