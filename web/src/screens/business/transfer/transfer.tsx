import { useQueryClient } from '@tanstack/react-query';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { ActionButton } from '../../../components/action-button';
import { say } from '../../../components/live-region';
import { moment } from '../../../format/dates';
import { Form } from '../../../forms/form';
import { TextField } from '../../../forms/text-field';
import { businessChanged } from '../business.queries';

/** Offers the business to somebody else, or tells who was asked. */
export function Transfer({ business: { number, transfer } }: { business: Shape<'BusinessRegistrationDto'> }) {
  const client = useQueryClient();
  const changed = async (said: string) => {
    await businessChanged(client, number);
    say(said);
  };
  const takeBack = async () => {
    await answer(api.DELETE('/v1/business-registrations/{number}/transfer', { params: { path: { number } } }));
    await changed('The invitation is taken back.');
  };
  if (transfer) {
    return (
      <section aria-labelledby="transfer">
        <h2 id="transfer">Offered to {transfer.email}</h2>
        <p>Until it is accepted nothing changes. The link in the invitation is good until {moment(transfer.expiresAt)}.</p>
        <ActionButton act={takeBack}>Take the invitation back</ActionButton>
      </section>
    );
  }
  return (
    <details className="more">
      <summary>Somebody else takes the business over</summary>
      <p>
        They get a link that is good for 14 days. When they accept, the certificate is issued anew in their name, and you have no access any
        more.
      </p>
      <Form<Shape<'OfferTransferRequest'>, unknown>
        name={`transfer-${number}`}
        defaults={{ email: '' }}
        send={(body, key) =>
          answer(
            api.POST('/v1/business-registrations/{number}/transfer', {
              body,
              params: { path: { number }, header: { 'Idempotency-Key': key } },
            }),
          )
        }
        onSent={() => void changed('The invitation is on its way.')}
        button="Send the invitation"
      >
        <TextField
          name="email"
          label="Their e-mail"
          hint="They need not have an account yet."
          type="email"
          required
          autoComplete="off"
          maxLength={254}
        />
      </Form>
    </details>
  );
}
