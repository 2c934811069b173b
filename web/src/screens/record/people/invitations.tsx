import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { Alert } from '../../../components/alert';
import { say } from '../../../components/live-region';
import { RadioField } from '../../../forms/choice-fields';
import { Form } from '../../../forms/form';
import { TextAreaField } from '../../../forms/text-area-field';
import { TextField } from '../../../forms/text-field';
import { invitationsQuery, recordChanged } from '../record.queries';
import { InvitationRow } from './invitation-row';

interface Invited {
  email: string;
  relation: 'linked' | 'owner';
  note: string;
}

const MAY_BE = [
  { value: 'linked', label: 'Follow it', description: 'Sees what happens, pays, schedules inspections and adds files.' },
  { value: 'owner', label: 'Own it with me', description: 'May also change the application, answer reviews and invite others.' },
];

/** Invitations by e-mail, and what became of them. */
export function Invitations({ record: { number, kind } }: { record: Shape<'RecordDto'> }) {
  const client = useQueryClient();
  const { data: invitations } = useSuspenseQuery(invitationsQuery(number));
  const [sentTo, setSentTo] = useState<string>();
  const hasOwners = kind === 'permit' || kind === 'project';
  const send = ({ email, relation, note }: Invited, key: string) =>
    answer(
      api.POST('/v1/records/{number}/invitations', {
        params: { path: { number }, header: { 'Idempotency-Key': key } },
        body: { email, relation, note: note || undefined },
      }),
    );
  const onSent = async (_: unknown, { email }: Invited) => {
    await recordChanged(client, number);
    setSentTo(email);
    say(`The invitation for ${email} is on its way.`);
  };
  return (
    <section aria-labelledby="invitations">
      <h2 id="invitations">Invitations</h2>
      {invitations.length > 0 && (
        <ul className="rows">
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.id} number={number} invitation={invitation} />
          ))}
        </ul>
      )}
      <h3>Invite somebody</h3>
      {sentTo && <Alert kind="success">The invitation for {sentTo} is on its way. Its link is good for 14 days.</Alert>}
      <Form<Invited, unknown>
        key={invitations.length}
        name={`invite-${number}`}
        defaults={{ email: '', relation: 'linked', note: '' }}
        send={send}
        onSent={(answered, values) => void onSent(answered, values)}
        button="Send the invitation"
      >
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          required
          hint="An account is not needed yet."
          autoComplete="off"
          maxLength={254}
        />
        {hasOwners && <RadioField name="relation" label="What may they do?" required choices={MAY_BE} />}
        <TextAreaField name="note" label="A few words of your own" hint="Without links." rows={3} maxLength={500} />
      </Form>
    </section>
  );
}
