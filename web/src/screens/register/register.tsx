import { Link, Navigate, useSearchParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { say } from '../../components/live-region';
import { Page } from '../../components/page';
import { Form } from '../../forms/form';
import { NEW_PASSWORD_HINT, PasswordField } from '../../forms/password-field';
import { TextField } from '../../forms/text-field';
import { signIn } from '../../session/session';
import { placeAfterSignIn } from '../../session/sign-in-path';
import { useAccount } from '../../session/use-account';

type Values = Required<Shape<'RegisterAccountDto'>>;

/** Registered and signed in by the same tap. */
async function register({ phone, ...values }: Values, idempotencyKey: string) {
  await answer(
    api.POST('/v1/accounts', {
      params: { header: { 'Idempotency-Key': idempotencyKey } },
      body: { ...values, phone: phone.trim() || undefined },
    }),
  );
  return signIn({ profile: 'public', login: values.username, password: values.password });
}

export default function Register() {
  const account = useAccount();
  const [search] = useSearchParams();
  if (account) return <Navigate to={placeAfterSignIn(search)} replace />;
  return (
    <Page title="Make an account" lead="To apply, pay, book and follow what is yours. Looking things up needs no account.">
      <p>
        Is your firm registered with the city? Then you have an account: <Link to="/account/forgot-password">choose its password</Link>. You
        have one already? <Link to={`/sign-in?${search}`}>Sign in</Link>.
      </p>
      <Form<Values, unknown>
        name="register"
        defaults={{ firstName: '', lastName: '', email: '', phone: '', username: '', password: '' }}
        secrets={['password']}
        send={register}
        onSent={() => say('Your account is made. A link to confirm your e-mail address is on its way.')}
        button="Make my account"
      >
        <TextField name="firstName" label="First name" required autoComplete="given-name" maxLength={100} />
        <TextField name="lastName" label="Last name" required autoComplete="family-name" maxLength={100} />
        <TextField
          name="email"
          label="E-mail address"
          hint="Letters of the city go there. We send a link to confirm it."
          required
          type="email"
          autoComplete="email"
          maxLength={254}
        />
        <TextField name="phone" label="Telephone" type="tel" autoComplete="tel" hint="So that an inspector can reach you." />
        <TextField
          name="username"
          label="Username"
          hint="To sign in with: 3 to 40 letters, digits, dots, dashes or underscores."
          required
          autoComplete="username"
          spellCheck={false}
          maxLength={40}
        />
        <PasswordField name="password" label="Password" hint={NEW_PASSWORD_HINT} required autoComplete="new-password" />
      </Form>
    </Page>
  );
}
