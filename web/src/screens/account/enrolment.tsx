import { useState } from 'react';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { ActionButton } from '../../components/action-button';
import { Form } from '../../forms/form';
import { TextField } from '../../forms/text-field';

type Codes = Shape<'RecoveryCodesDto'>;

/** Loads the secret into the app, and proves it with a first code. */
export function Enrolment({ onEnrolled }: { onEnrolled: (codes: Codes) => void }) {
  const [secret, setSecret] = useState<Shape<'SecondFactorEnrolmentDto'>>();
  const begin = async () => setSecret(await answer(api.POST('/v1/accounts/me/second-factor')));
  if (!secret) {
    return (
      <>
        <p>A code of an authenticator app, asked for besides the password, keeps your account yours even when the password is known.</p>
        <ActionButton act={begin}>Set it up</ActionButton>
      </>
    );
  }
  return (
    <>
      <p>Scan this with your authenticator app, or type the key into it. Then enter the code that the app shows.</p>
      <img src={secret.qrCode} width="200" height="200" alt="QR code of the key below" />
      <p>
        Key: <code>{secret.secret}</code>
      </p>
      <Form<{ code: string }, Codes>
        name="second-factor"
        defaults={{ code: '' }}
        secrets={['code']}
        send={({ code }) => answer(api.POST('/v1/accounts/me/second-factor/confirmation', { body: { code: code.trim() } }))}
        onSent={onEnrolled}
        button="Turn it on"
      >
        <TextField name="code" label="Code" hint="Six digits." required inputMode="numeric" autoComplete="one-time-code" />
      </Form>
    </>
  );
}
