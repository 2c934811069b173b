import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { answer } from '../api/answer';
import { api } from '../api/client';
import { money } from '../format/money';
import { ActionButton } from './action-button';

/** Puts everything that is due on a record into the cart, and goes there. Nothing while nothing is due. */
export function PayButton({ number, cents, look = 'primary' }: { number: string; cents: number; look?: 'primary' | 'outline' }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  if (cents <= 0) return null;
  const pay = async () => {
    await answer(api.POST('/v1/cart/items', { body: { recordNumber: number } }));
    await client.invalidateQueries({ queryKey: ['cart'] });
    await navigate('/cart');
  };
  return (
    <ActionButton look={look} act={pay} about={`for ${number}`}>
      {`Pay ${money(cents)}`}
    </ActionButton>
  );
}
