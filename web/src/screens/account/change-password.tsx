import { useState } from 'react';
import { Link } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { Alert } from '../../components/alert';
import { say } from '../../components/live-region';
import { Form } from '../../forms/form';
import { NEW_PASSWORD_HINT, PasswordField } from '../../forms/password-field';
import { setAccount, type Account } from '../../session/session';

type Values = Shape<'ChangePasswordDto'>;

export function ChangePassword({ account }: { account: Account }) {
  const [times, setTimes] = useState(0);
  return (
    <section aria-labelledby="password">
      <h2 id="password">Change my password</h2>
      {times > 0 && (
        <Alert kind="success">
          Your password is changed. Everywhere else you are signed out. <Link to="/dashboard">Go on to my dashboard</Link>
        </Alert>
      )}
      <Form<Values, unknown>
        key={times}
        name="change-password"
        defaults={{ currentPassword: '', newPassword: '' }}
        secrets={['currentPassword', 'newPassword']}
        send={(values) => answer(api.POST('/v1/accounts/me/password', { body: values }))}
        onSent={() => {
          setAccount({ ...account, passwordMustChange: false });
          setTimes(times + 1);
          say('Your password is changed.');
        }}
        button="Change the password"
      >
        <PasswordField name="currentPassword" label="Current password" required autoComplete="current-password" />
        <PasswordField name="newPassword" label="New password" hint={NEW_PASSWORD_HINT} required autoComplete="new-password" />
      </Form>
    </section>
  );
}
