import { useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router';
import type { Shape } from '../../api/types';
import { Alert } from '../../components/alert';
import { say } from '../../components/live-region';
import { Page } from '../../components/page';
import { RadioField } from '../../forms/choice-fields';
import { Form } from '../../forms/form';
import { PasswordField } from '../../forms/password-field';
import { TextField } from '../../forms/text-field';
import { ProblemError } from '../../problems/problem';
import { signIn } from '../../session/session';
import { placeAfterSignIn } from '../../session/sign-in-path';
import { useAccount } from '../../session/use-account';
import { PROFILES } from '../../session/profiles';

type Values = Required<Shape<'SignInDto'>>;

export default function SignIn() {
  const account = useAccount();
  const [search] = useSearchParams();
  const [needsCode, setNeedsCode] = useState(false);
  if (account) return <Navigate to={placeAfterSignIn(search)} replace />;

  const send = async ({ otp, ...credentials }: Values) => {
    try {
      await signIn({ ...credentials, otp: otp || undefined });
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'accounts.otp-required') throw error;
      // That the password is right is no refusal: one more question follows.
      setNeedsCode(true);
      say(ASK_FOR_CODE);
    }
  };
  return (
    <Page title="Sign in">
      {search.has('to') && (
        <Alert kind="info">Please sign in to go on. You come back to where you were, and nothing you typed is lost.</Alert>
      )}
      <Form<Values, void>
        name="sign-in"
        defaults={{ profile: 'public', login: '', password: '', otp: '' }}
        secrets={['password', 'otp']}
        send={send}
        onSent={() => undefined}
        button="Sign in"
        beside={<Link to="/account/forgot-password">I forgot my password or username</Link>}
      >
        <RadioField name="profile" label="Who are you?" required choices={PROFILES} />
        <TextField name="login" label="Username or e-mail address" required autoComplete="username" spellCheck={false} />
        <PasswordField name="password" label="Password" required autoComplete="current-password" />
        {needsCode && <TextField name="otp" label="Code" hint={ASK_FOR_CODE} required autoComplete="one-time-code" autoFocus />}
      </Form>
      <p>
        New here? <Link to={`/register?${search}`}>Make an account</Link>
      </p>
    </Page>
  );
}

const ASK_FOR_CODE = 'Enter the six digits that your authenticator app shows now, or one of your recovery codes.';
