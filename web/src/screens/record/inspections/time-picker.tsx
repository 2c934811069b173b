import { useState } from 'react';
import type { Shape } from '../../../api/types';
import { clockTime, longDate, weekdayDate } from '../../../format/dates';
import { byWeek } from './week.rules';

type FreeTime = Shape<'AvailabilityDto'>;

interface TimePickerProps {
  times: readonly FreeTime[];
  onChoose: (time: FreeTime) => void;
}

/** A week's free times to tap, and the weeks before and after. */
export function TimePicker({ times, onChoose }: TimePickerProps) {
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
          <section key={date} aria-labelledby={`day-${date}`}>
            <h4 id={`day-${date}`}>{weekdayDate(date)}</h4>
            <div className="times__slots">
              {ofDay.map((time) => (
                <button key={time.start} type="button" className="times__slot" onClick={() => onChoose(time)}>
                  {clockTime(time.start)}
                </button>
              ))}
            </div>
          </section>
        ))}
      </div>
    </div>
  );
}
