import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { IdempotencyKeys } from '../../api/idempotency-key';
import type { Shape } from '../../api/types';
import { money } from '../../format/money';
import { ProblemAlert } from '../../problems/problem-alert';
import { cartChanged } from './cart.queries';

/** Goes to the payment provider with just what is shown here. */
export function CheckoutButton({ cart }: { cart: Shape<'CartDto'> }) {
  const client = useQueryClient();
  const [keys] = useState(() => new IdempotencyKeys());
  const pay = useMutation({
    mutationFn: () => {
      const key = keys.for(cart.items.map(({ id, amountCents }) => [id, amountCents]));
      return answer(api.POST('/v1/checkouts', { params: { header: { 'Idempotency-Key': key } }, body: { totalCents: cart.totalCents } }));
    },
    onSuccess: ({ redirectUrl }) => {
      if (redirectUrl) window.location.assign(redirectUrl);
    },
    // Whatever was refused, the cart has become another one or is being paid already.
    onError: () => {
      keys.spend();
      void cartChanged(client);
    },
  });
  return (
    <>
      <ProblemAlert error={pay.error} />
      <button type="button" className="usa-button" disabled={pay.isPending || pay.isSuccess} onClick={() => pay.mutate()}>
        {pay.isPending || pay.isSuccess ? 'Going to the payment page …' : `Pay ${money(cart.totalCents)}`}
      </button>
    </>
  );
}
