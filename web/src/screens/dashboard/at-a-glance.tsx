import { Link } from 'react-router';
import type { Shape } from '../../api/types';
import { money } from '../../format/money';

interface AtAGlanceProps {
  dashboard: Shape<'DashboardDto'>;
  /** How many records wait for the reader. */
  waiting: number;
}

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** What there is, in three boxes that lead to it. */
export function AtAGlance({ dashboard: { cart, unreadNotifications }, waiting }: AtAGlanceProps) {
  return (
    <ul className="grid glance">
      <li className={waiting ? 'panel panel--next' : 'panel'}>
        {waiting ? <a href="#waiting">{count(waiting, 'thing waits', 'things wait')} for you</a> : 'Nothing waits for you'}
      </li>
      <li className={cart.itemCount ? 'panel panel--next' : 'panel'}>
        <Link to="/cart">
          {cart.itemCount ? `${count(cart.itemCount, 'fee', 'fees')} in your cart, ${money(cart.totalCents)}` : 'Your cart is empty'}
        </Link>
      </li>
      <li className="panel">
        <Link to="/notifications">
          {unreadNotifications ? count(unreadNotifications, 'unread letter', 'unread letters') : 'No unread letters'}
        </Link>
      </li>
    </ul>
  );
}
