import { Link } from 'react-router';
import { PayButton } from '../components/pay-button';
import { placeOf, type ActedOn, type NamedAction } from './places.rules';

interface ActionLinkProps {
  on: ActedOn;
  action: NamedAction | null | undefined;
  look?: 'primary' | 'outline';
  /** What the way to the record says when there is nothing that the reader can do about it. */
  otherwise?: string;
}

/** The buttons for what comes next on a record: the one that the portal names, and the one that pays what is due. */
export function NextActions({ on, action, feesDueCents = 0, otherwise }: ActionLinkProps & { feesDueCents?: number }) {
  const isToPay = action?.operationId === 'addToCart' && feesDueCents > 0;
  return (
    <>
      {!isToPay && <ActionLink on={on} action={action} look="primary" otherwise={feesDueCents === 0 ? otherwise : undefined} />}
      <PayButton number={on.number} cents={feesDueCents} look={isToPay || !action ? 'primary' : 'outline'} />
    </>
  );
}

/** The way to where an action is done, in the portal's words; nothing when it is not the reader's to do. */
export function ActionLink({ on, action, look = 'outline', otherwise }: ActionLinkProps) {
  const place = action && placeOf(action, on);
  const to = place ?? (otherwise && on.home);
  if (!to) return null;
  return (
    <Link className={look === 'primary' ? 'usa-button' : 'usa-button usa-button--outline'} to={to}>
      {place ? action.label : otherwise}
      <span className="usa-sr-only"> {on.number}</span>
    </Link>
  );
}
