import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { IdempotencyKeys } from '../../api/idempotency-key';
import type { Shape } from '../../api/types';
import { ActionButton } from '../../components/action-button';
import { money } from '../../format/money';
import { cartChanged } from './cart.queries';

/** Goes to the payment provider with just what is shown here. */
export function CheckoutButton({ cart }: { cart: Shape<'CartDto'> }) {
  const client = useQueryClient();
  const [keys] = useState(() => new IdempotencyKeys());
  const pay = async () => {
    const key = keys.for(cart.items.map(({ id, amountCents }) => [id, amountCents]));
    try {
      const body = { totalCents: cart.totalCents };
      const { redirectUrl } = await answer(api.POST('/v1/checkouts', { params: { header: { 'Idempotency-Key': key } }, body }));
      if (redirectUrl) window.location.assign(redirectUrl);
    } catch (error) {
      // Whatever was refused, the cart has become another one or is being paid already.
      keys.spend();
      void cartChanged(client);
      throw error;
    }
  };
  return (
    <ActionButton look="primary" act={pay} done="Going to the payment page.">
      {`Pay ${money(cart.totalCents)}`}
    </ActionButton>
  );
}
