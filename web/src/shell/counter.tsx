import type { Shape } from '../api/types';
import { clockTime, weekdayDate } from '../format/dates';
import { daysInWords } from '../format/days';

/** Where and when people are there. */
export function Counter({ city }: { city: Shape<'CityDto'> }) {
  const { address, hours, openNow } = city.counter;
  const closedNext = city.holidays.find(({ date }) => date >= city.today);
  return (
    <section aria-labelledby="footer-counter">
      <h2 id="footer-counter">The counter</h2>
      <address>
        {address.line1}
        {address.line2 && `, ${address.line2}`}
        <br />
        {address.city}, {address.state} {address.zip}
      </address>
      <ul>
        {hours.map(({ days, from, to }) => (
          <li key={from + days.join()}>
            {daysInWords(days)}, {clockTime(from)} to {clockTime(to)}
          </li>
        ))}
        <li>
          <strong>{openNow ? 'Open now' : 'Closed now'}</strong>
        </li>
        {closedNext && (
          <li>
            Closed on {weekdayDate(closedNext.date)} ({closedNext.name})
          </li>
        )}
      </ul>
    </section>
  );
}
