import { useState } from 'react';
import { Link } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { Page } from '../../components/page';
import { RadioField } from '../../forms/choice-fields';
import { Form } from '../../forms/form';
import { LookIntoMailbox } from './look-into-mailbox';
import { LoginField } from './login-field';
import { PROFILES } from '../../session/profiles';

type Profile = Shape<'RequestPasswordResetDto'>['profile'];
interface Values {
  profile: Profile;
  username: string;
  email: string;
}

const askForLink = ({ profile, username, email }: Values) =>
  answer(
    api.POST('/v1/password-resets', {
      body: profile === 'public' ? { profile, username: username.trim() } : { profile, email: email.trim() },
    }),
  );

export default function ForgotPassword() {
  const [isSent, setSent] = useState(false);
  if (isSent) return <LookIntoMailbox what="A link to choose a new password" goodFor="It is good for 30 minutes." />;
  return (
    <Page
      title="Choose a new password"
      lead="Tell us how you sign in, and we send a link to the e-mail address on file. The first password of a registered firm is chosen in the same way."
    >
      <Form<Values, unknown>
        name="forgot-password"
        defaults={{ profile: 'public', username: '', email: '' }}
        send={askForLink}
        onSent={() => setSent(true)}
        button="Send me a link"
        beside={<Link to="/account/forgot-username">I forgot my username, too</Link>}
      >
        <RadioField name="profile" label="Who are you?" required choices={PROFILES} />
        <LoginField />
      </Form>
    </Page>
  );
}
