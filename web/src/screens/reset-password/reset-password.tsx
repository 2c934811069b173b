import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { Alert } from '../../components/alert';
import { Page } from '../../components/page';
import { Form } from '../../forms/form';
import { NEW_PASSWORD_HINT, PasswordField } from '../../forms/password-field';
import { endSession } from '../../session/session';

interface Values {
  newPassword: string;
}

export default function ResetPassword() {
  const token = useSearchParams()[0].get('token') ?? '';
  const [isDone, setDone] = useState(false);
  if (isDone) {
    return (
      <Page title="Your password is set">
        <Alert kind="success">You can sign in with it now. Wherever you were signed in before, you are not any more.</Alert>
        <div className="actions">
          <Link className="usa-button" to="/sign-in">
            Sign in
          </Link>
        </div>
      </Page>
    );
  }
  return (
    <Page title="Choose a password">
      <Form<Values, unknown>
        name="reset-password"
        defaults={{ newPassword: '' }}
        secrets={['newPassword']}
        send={({ newPassword }) => answer(api.POST('/v1/password-resets/confirmation', { body: { token, newPassword } }))}
        onSent={() => {
          setDone(true);
          void endSession();
        }}
        button="Set the password"
        beside={<Link to="/account/forgot-password">Have a new link sent</Link>}
      >
        <PasswordField name="newPassword" label="New password" hint={NEW_PASSWORD_HINT} required autoComplete="new-password" />
      </Form>
    </Page>
  );
}
