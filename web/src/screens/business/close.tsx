import { useQueryClient } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { say } from '../../components/live-region';
import { Form } from '../../forms/form';
import { TextAreaField } from '../../forms/text-area-field';
import { withoutBlanks } from '../../forms/without-blanks';
import { businessChanged } from './business.queries';

/** Gives up a draft, or says that the business is no more. */
export function Close({ number, isDraft }: { number: string; isDraft: boolean }) {
  const client = useQueryClient();
  return (
    <details className="more">
      <summary>{isDraft ? 'Give this draft up' : 'The business is no more, or no longer here'}</summary>
      <p>A closed registration stays closed. Fees that are not paid are taken back.</p>
      <Form
        name={`close-${number}`}
        defaults={{ reason: '' }}
        send={(values) =>
          answer(api.POST('/v1/business-registrations/{number}/closure', { body: withoutBlanks(values), params: { path: { number } } }))
        }
        onSent={() => {
          void businessChanged(client, number);
          say('The registration is closed.');
        }}
        button="Close the registration"
      >
        <TextAreaField name="reason" label="Why?" rows={3} maxLength={1000} />
      </Form>
    </details>
  );
}
