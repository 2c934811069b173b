import type { Shape } from '../../api/types';
import { clockTime, weekdayDate } from '../../format/dates';

type Hearing = Shape<'HearingDto'>;

const FOUND: Record<NonNullable<Hearing['finding']>, string> = {
  liable: 'You were found liable.',
  'not-liable': 'You were found not liable.',
  dismissed: 'The case was dismissed.',
};

const WHAT: Record<Hearing['status'], string> = {
  scheduled: 'Be there, or send somebody who speaks for you',
  held: 'Held',
  moved: 'Moved to another day',
  cancelled: 'Called off',
};

/** When and where a cited case is heard, and what it came to. */
export function Hearings({ hearings }: { hearings: readonly Hearing[] }) {
  if (hearings.length === 0) return null;
  return (
    <section aria-labelledby="hearings">
      <h2 id="hearings">Hearing</h2>
      <ul className="rows">
        {hearings.toReversed().map(({ date, start, place, status, finding, order }) => (
          <li key={date + start}>
            <div className="rows__what">
              <p>
                <strong>
                  {weekdayDate(date)}, {clockTime(start)}
                </strong>
              </p>
              <p>{place}</p>
              <p>{finding ? FOUND[finding] : WHAT[status]}</p>
              {order && <p>The order: {order}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
