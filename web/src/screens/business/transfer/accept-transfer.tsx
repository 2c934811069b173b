import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearchParams } from 'react-router';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { BrokenLink } from '../../../components/broken-link';
import { say } from '../../../components/live-region';
import { Page } from '../../../components/page';
import { Form } from '../../../forms/form';
import { TextField } from '../../../forms/text-field';
import { withoutBlanks } from '../../../forms/without-blanks';
import { PeopleFields } from '../steps/people-fields';
import { peopleValues } from '../steps/steps.rules';

type Values = Omit<Shape<'AcceptTransferRequest'>, 'token'>;

/** Where the invitation to take a business over leads: who owns it from now on. */
export default function AcceptTransfer() {
  const token = useSearchParams()[0].get('token') ?? '';
  const client = useQueryClient();
  const navigate = useNavigate();
  if (!token) return <BrokenLink />;
  return (
    <Page
      title="Take the business over"
      lead="Say who owns it from now on. The certificate is issued anew in that name, and the former owner has no access any more."
    >
      <Form<Values, Shape<'BusinessRegistrationDto'>>
        name="accept-transfer"
        defaults={{ legalName: '', dbaName: '', ownersAndContacts: peopleValues(null) }}
        send={(values, key) =>
          answer(
            api.POST('/v1/business-transfers/acceptance', {
              body: { ...withoutBlanks(values), token },
              params: { header: { 'Idempotency-Key': key } },
            }),
          )
        }
        onSent={({ number }) => {
          void client.invalidateQueries();
          say('The business is yours now.');
          void navigate(`/business-registrations/${number}`);
        }}
        button="Take it over"
      >
        <TextField name="legalName" label="Legal name" hint="When it changes with the owner." maxLength={120} autoComplete="organization" />
        <TextField name="dbaName" label="Name over the door" hint="When it changes with the owner." maxLength={120} />
        <PeopleFields at="ownersAndContacts." />
      </Form>
      <p className="muted">Tax numbers do not pass on: you enter your own with the next renewal.</p>
    </Page>
  );
}
