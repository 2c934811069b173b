import type { Shape } from '../../api/types';
import { longDate } from '../../format/dates';
import { money } from '../../format/money';
import { ActionLink } from '../../next-step/next-actions';
import type { ActedOn } from '../../next-step/places.rules';

type Item = Shape<'BusinessOutstandingDto'>;

const WAITS_FOR: Record<Item['waitingOn'], string> = { applicant: 'Waits for you', city: 'Waits for the city' };

/** What the certificate, or the renewal under way, still waits for. */
export function Outstanding({ on, outstanding }: { on: ActedOn; outstanding: readonly Item[] }) {
  if (outstanding.length === 0) return null;
  return (
    <section aria-labelledby="outstanding">
      <h2 id="outstanding">What it still waits for</h2>
      <ul className="rows">
        {outstanding.map((item) => (
          <li key={item.kind + item.code}>
            <div className="rows__what">
              <p>
                <strong>{item.label}</strong>
                {item.amountCents !== null && `, ${money(item.amountCents)}`}
              </p>
              <p className="muted">
                {WAITS_FOR[item.waitingOn]}
                {item.dueOn && `, by ${longDate(item.dueOn)}`}
              </p>
            </div>
            <ActionLink on={on} action={item.action} />
          </li>
        ))}
      </ul>
    </section>
  );
}
