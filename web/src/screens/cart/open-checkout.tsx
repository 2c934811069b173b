import { useQueryClient } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { ActionButton } from '../../components/action-button';
import { Alert } from '../../components/alert';
import { moment } from '../../format/dates';
import { cartChanged } from './cart.queries';

/** A payment that was begun and not finished: go on with it, or begin anew. */
export function OpenCheckout({ checkout }: { checkout: Shape<'OpenCheckoutDto'> }) {
  const client = useQueryClient();
  const cancel = async () => {
    await answer(api.DELETE('/v1/checkouts/{checkoutId}', { params: { path: { checkoutId: checkout.id } } }));
    await cartChanged(client);
  };
  return (
    <Alert kind="info" heading="You have begun to pay">
      <p>Nobody else can pay these fees until {moment(checkout.expiresAt)}. Nothing was charged yet.</p>
      <div className="actions">
        {checkout.redirectUrl && (
          <a className="usa-button" href={checkout.redirectUrl}>
            Go on paying
          </a>
        )}
        <ActionButton act={cancel} done="The payment was cancelled. Nothing was charged.">
          Cancel this payment
        </ActionButton>
      </div>
    </Alert>
  );
}
