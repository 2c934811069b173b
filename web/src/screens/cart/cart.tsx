import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Page } from '../../components/page';
import { money } from '../../format/money';
import { cartQuery } from './cart.queries';
import { CartItems } from './cart-items';
import { CheckoutButton } from './checkout-button';
import { OpenCheckout } from './open-checkout';

/** What is to be paid, and the way to pay it. */
export default function Cart() {
  const { data: cart } = useSuspenseQuery(cartQuery);
  const ways = (
    <>
      <Link className="usa-button usa-button--outline" to="/dashboard">
        Back to my dashboard
      </Link>
      <Link to="/payments">See what I have paid</Link>
    </>
  );
  if (cart.items.length === 0) {
    return (
      <Page title="Your cart" lead="There is nothing in your cart. What is due stands on your dashboard, beside each record.">
        <div className="actions">{ways}</div>
      </Page>
    );
  }
  return (
    <Page title="Your cart" lead={`${money(cart.totalCents)} to pay.`}>
      {cart.openCheckout && <OpenCheckout checkout={cart.openCheckout} />}
      <CartItems items={cart.items} />
      <p className="total">
        Total <strong>{money(cart.totalCents)}</strong>
      </p>
      <div className="actions">
        {!cart.openCheckout && <CheckoutButton cart={cart} />}
        {ways}
      </div>
      <p>You pay on the page of the city’s payment provider. The city never sees your card.</p>
    </Page>
  );
}
