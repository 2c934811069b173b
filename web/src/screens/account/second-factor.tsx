import { useState } from 'react';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { Alert } from '../../components/alert';
import { say } from '../../components/live-region';
import { Form } from '../../forms/form';
import { PasswordField } from '../../forms/password-field';
import { setAccount, type Account } from '../../session/session';
import { Enrolment } from './enrolment';

/** Besides the password, a code of an authenticator app. */
export function SecondFactor({ account }: { account: Account }) {
  const [recoveryCodes, setRecoveryCodes] = useState<string[]>();
  const enrolled = ({ recoveryCodes: codes }: Shape<'RecoveryCodesDto'>) => {
    setRecoveryCodes(codes);
    setAccount({ ...account, secondFactor: true });
    say('From now on signing in needs a code.');
  };
  return (
    <section aria-labelledby="second-factor">
      <h2 id="second-factor">Second factor</h2>
      {recoveryCodes && (
        <Alert kind="success" heading="Keep these recovery codes">
          <p>Each opens the account once when the app is not at hand. They are shown only now.</p>
          <ul>
            {recoveryCodes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {account.secondFactor ? <Removal account={account} /> : <Enrolment onEnrolled={enrolled} />}
    </section>
  );
}

function Removal({ account }: { account: Account }) {
  return (
    <>
      <p>Signing in needs a code of your authenticator app. To enrol another telephone, take this one off first.</p>
      <Form<{ password: string }, unknown>
        name="second-factor-removal"
        defaults={{ password: '' }}
        secrets={['password']}
        send={({ password }) => answer(api.POST('/v1/accounts/me/second-factor/removal', { body: { password } }))}
        onSent={() => {
          setAccount({ ...account, secondFactor: false });
          say('Signing in needs only the password now.');
        }}
        button="Take it off"
      >
        <PasswordField name="password" label="Your password" required autoComplete="current-password" />
      </Form>
    </>
  );
}
