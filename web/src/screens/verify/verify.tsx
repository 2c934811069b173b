import { useState } from 'react';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { say } from '../../components/live-region';
import { Page } from '../../components/page';
import { Form } from '../../forms/form';
import { TextField } from '../../forms/text-field';
import { Verdict } from './verdict';

type Verification = Shape<'VerificationDto'>;

/** Its other form is a page, for whoever scans the code. */
const check = ({ code }: { code: string }) =>
  answer(api.GET('/v1/verifications/{code}', { params: { path: { code: code.trim() } } })) as Promise<Verification>;

export default function Verify() {
  const [verification, setVerification] = useState<Verification>();
  return (
    <Page
      title="Check a document from the city"
      lead="See whether a permit, certificate or notice is in force today, whatever is printed on it."
    >
      <Form<{ code: string }, Verification>
        name="verify"
        defaults={{ code: '' }}
        send={check}
        onSent={(found) => {
          setVerification(found);
          say(found.valid ? 'It is in force.' : 'It is not in force.');
        }}
        button="Check it"
      >
        <TextField
          name="code"
          label="Code on the document"
          hint="It stands below the square pattern. You can also point your phone’s camera at the pattern."
          required
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
        />
      </Form>
      {verification && <Verdict verification={verification} />}
    </Page>
  );
}
