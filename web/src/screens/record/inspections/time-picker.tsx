import { useState } from 'react';
import type { Shape } from '../../../api/types';
import { clockTime, longDate, weekdayDate } from '../../../format/dates';
import { byWeek } from './week.rules';

type FreeTime = Shape<'AvailabilityDto'>;

interface TimePickerProps {
  /** Of the radio buttons; another for each picker of a page. */
  name: string;
  times: readonly FreeTime[];
  chosen: FreeTime | null;
  onChoose: (time: FreeTime) => void;
}

/** A week's free times to tap, and the weeks before and after. */
export function TimePicker({ name, times, chosen, onChoose }: TimePickerProps) {
  const weeks = byWeek(times);
  const [at, setAt] = useState(0);
  const week = weeks[Math.min(at, weeks.length - 1)];
  if (!week) return null;
  return (
    <div className="times">
      <div className="times__weeks">
        <h3 aria-live="polite">Week of {longDate(week.from)}</h3>
        <button type="button" className="usa-button usa-button--outline" disabled={at === 0} onClick={() => setAt(at - 1)}>
          Week before
        </button>
        <button type="button" className="usa-button usa-button--outline" disabled={at >= weeks.length - 1} onClick={() => setAt(at + 1)}>
          Week after
        </button>
      </div>
      <div className="times__days">
        {week.days.map(({ date, times: ofDay }) => (
          <fieldset key={date} className="usa-fieldset times__day">
            <legend className="usa-legend">{weekdayDate(date)}</legend>
            <div className="times__slots">
              {ofDay.map((time) => {
                const id = `${name}-${time.date}-${time.start}`;
                return (
                  <div key={id} className="times__slot">
                    <input
                      id={id}
                      type="radio"
                      name={name}
                      checked={chosen?.date === date && chosen.start === time.start}
                      onChange={() => onChoose(time)}
                    />
                    <label htmlFor={id}>{clockTime(time.start)}</label>
                  </div>
                );
              })}
            </div>
          </fieldset>
        ))}
      </div>
    </div>
  );
}
