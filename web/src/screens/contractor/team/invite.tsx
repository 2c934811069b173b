import { useState } from 'react';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { say } from '../../../components/live-region';
import { RadioField } from '../../../forms/choice-fields';
import { Form } from '../../../forms/form';
import { TextField } from '../../../forms/text-field';
import { withoutBlanks } from '../../../forms/without-blanks';

/** Asks somebody by e-mail to act for the contractor. */
export function Invite({ number, onInvited }: { number: string; onInvited: () => Promise<void> }) {
  const [sent, setSent] = useState(0);
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">Invite somebody</h2>
      <Form<Shape<'InviteContractorMemberRequest'>, Shape<'ContractorInvitationDto'>>
        key={sent}
        name={`invite-${number}`}
        defaults={{ email: '', name: '', role: 'member' }}
        send={(values, key) =>
          answer(
            api.POST('/v1/contractors/{number}/invitations', {
              body: withoutBlanks(values),
              params: { path: { number }, header: { 'Idempotency-Key': key } },
            }),
          )
        }
        onSent={({ email }) => {
          say(`The invitation is on its way to ${email}.`);
          setSent(sent + 1);
          void onInvited();
        }}
        button="Send the invitation"
      >
        <TextField name="email" label="E-mail" type="email" required autoComplete="off" maxLength={254} />
        <TextField name="name" label="Name" hint="For somebody who has no account yet." autoComplete="off" maxLength={120} />
        <RadioField name="role" label="What may they do?" required choices={ROLES} />
      </Form>
    </section>
  );
}

const ROLES = [
  { value: 'member', label: 'Member', description: 'Upload documents, schedule inspections, pay.' },
  { value: 'manager', label: 'Manager', description: 'All of that, and renew, invite and remove people.' },
];
