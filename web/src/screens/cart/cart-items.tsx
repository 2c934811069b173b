import { useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { ActionButton } from '../../components/action-button';
import { moment } from '../../format/dates';
import { money } from '../../format/money';
import { cartChanged } from './cart.queries';

type Item = Shape<'CartItemDto'>;

/** The fees in the cart, each with its record, its arithmetic and the way out of the cart. */
export function CartItems({ items }: { items: Item[] }) {
  const client = useQueryClient();
  const remove = async (item: Item) => {
    client.setQueryData(['cart'], await answer(api.POST('/v1/cart/removals', { body: { itemIds: [item.id] } })));
    await cartChanged(client);
  };
  return (
    <ul className="rows rows--amounts">
      {items.map((item) => (
        <li key={item.id}>
          <div className="rows__what">
            <p>
              <strong>{item.description}</strong>
            </p>
            <p>
              For <Link to={`/records/${item.recordNumber}`}>{item.recordNumber}</Link>. {item.basis}
            </p>
            {item.reservedUntil && !item.isReservedByMe && (
              <p>Somebody else is paying this just now. If they do not finish, it is free again at {moment(item.reservedUntil)}.</p>
            )}
          </div>
          <div className="rows__amount">
            <strong className="amount">{money(item.amountCents)}</strong>
            <ActionButton
              act={() => remove(item)}
              look="unstyled"
              about={`${item.description} of ${item.recordNumber}`}
              done={`${item.description} is out of your cart.`}
            >
              Remove
            </ActionButton>
          </div>
        </li>
      ))}
    </ul>
  );
}
