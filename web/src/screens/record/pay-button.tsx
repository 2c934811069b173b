import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { money } from '../../format/money';
import { ProblemAlert } from '../../problems/problem-alert';

/** Puts what is due on a record into the cart, and goes there. */
export function PayButton({ number, cents }: { number: string; cents: number }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const add = useMutation({
    mutationFn: () => answer(api.POST('/v1/cart/items', { body: { recordNumber: number } })),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['cart'] });
      void client.invalidateQueries({ queryKey: ['dashboard'] });
      void navigate('/cart');
    },
  });
  return (
    <>
      <button type="button" className="usa-button" disabled={add.isPending} onClick={() => add.mutate()}>
        {add.isPending ? 'Putting it into the cart …' : `Pay ${money(cents)}`}
      </button>
      <ProblemAlert error={add.error} />
    </>
  );
}
