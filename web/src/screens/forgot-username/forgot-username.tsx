import { useState } from 'react';
import { Link } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { Page } from '../../components/page';
import { RadioField } from '../../forms/choice-fields';
import { Form } from '../../forms/form';
import { TextField } from '../../forms/text-field';
import { LookIntoMailbox } from '../forgot-password/look-into-mailbox';
import { PROFILES } from '../../session/profiles';

type Values = Shape<'RemindUsernameDto'>;

export default function ForgotUsername() {
  const [isSent, setSent] = useState(false);
  if (isSent) return <LookIntoMailbox what="Your username" />;
  return (
    <Page title="Have your username sent" lead="We send it to the e-mail address of your account.">
      <Form<Values, unknown>
        name="forgot-username"
        defaults={{ profile: 'public', email: '' }}
        send={(values) => answer(api.POST('/v1/username-reminders', { body: values }))}
        onSent={() => setSent(true)}
        button="Send it to me"
        beside={<Link to="/account/forgot-password">I forgot my password</Link>}
      >
        <RadioField name="profile" label="Who are you?" required choices={PROFILES} />
        <TextField name="email" label="E-mail address" required type="email" autoComplete="email" maxLength={254} />
      </Form>
    </Page>
  );
}
