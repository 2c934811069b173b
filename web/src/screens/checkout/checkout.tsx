import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { AmountLines } from '../../components/amount-lines';
import { Busy } from '../../components/busy';
import { FileButton } from '../../components/file-button';
import { say } from '../../components/live-region';
import { Page } from '../../components/page';
import { money } from '../../format/money';
import { cartChanged } from '../cart/cart.queries';

type Checkout = Shape<'CheckoutDto'>;

const LOOKS_AGAIN_MS = 2_000;

/** Where the payment provider sends the payer back to: how the payment stands, until it is known. */
export default function CheckoutReturn() {
  const id = useParams().id!;
  const client = useQueryClient();
  const query = {
    queryKey: ['checkout', id],
    queryFn: () => answer(api.GET('/v1/checkouts/{checkoutId}', { params: { path: { checkoutId: id } } })),
  };
  const { data: first } = useSuspenseQuery({ ...query, staleTime: 0 });
  const { data: checkout = first } = useQuery({
    ...query,
    refetchInterval: ({ state }) => (isWaiting(state.data ?? first) ? LOOKS_AGAIN_MS : false),
  });
  const [title, words] = messageOf(checkout);
  useEffect(() => {
    say(`${title}. ${words}`);
    void cartChanged(client);
  }, [client, title, words]);
  return (
    <Page title={title} lead={words}>
      {isWaiting(checkout) && <Busy what="Asking the payment provider" />}
      <AmountLines lines={checkout.lines} />
      <p className="total">
        Total <strong>{money(checkout.totalCents)}</strong>
      </p>
      <WayOn checkout={checkout} />
    </Page>
  );
}

function WayOn({ checkout: { status, redirectUrl, paymentId, isProcessing } }: { checkout: Checkout }) {
  const isOver = status === 'expired' || status === 'cancelled';
  return (
    <div className="actions">
      {isOver && (
        <Link className="usa-button" to="/cart">
          Back to my cart
        </Link>
      )}
      {status === 'open' && !isProcessing && redirectUrl && (
        <a className="usa-button" href={redirectUrl}>
          Go back to the payment page
        </a>
      )}
      <Link className={isOver || status === 'open' ? 'usa-button usa-button--outline' : 'usa-button'} to="/dashboard">
        Go to my dashboard
      </Link>
      {paymentId && (
        <FileButton path={`/v1/payments/${paymentId}/receipt`} fileName="receipt.pdf">
          Get the receipt
        </FileButton>
      )}
    </div>
  );
}

/** Between the provider's page and its word to the portal lie some seconds. */
function isWaiting({ status, isProcessing }: Checkout): boolean {
  return status === 'open' && !isProcessing;
}

function messageOf({ status, isProcessing }: Checkout): [title: string, words: string] {
  if (status === 'open' && isProcessing)
    return [
      'Your bank is carrying out the payment',
      'This can take some days. We write to you as soon as it is done; you need not do anything.',
    ];
  return MESSAGES[status];
}

const MESSAGES: Record<Checkout['status'], [title: string, words: string]> = {
  open: ['We are waiting for your payment', 'If you have just paid, this page shows it in a moment. If you have not, nothing was charged.'],
  paid: ['Thank you. Your payment has arrived', 'Your receipt is on its way by e-mail.'],
  expired: ['The time for this payment is up', 'Nothing was charged. The fees are still in your cart.'],
  cancelled: ['The payment was cancelled', 'Nothing was charged. What is still due is in your cart.'],
};
