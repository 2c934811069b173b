import { useState } from 'react';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { ActionButton } from '../../components/action-button';
import { say } from '../../components/live-region';
import './inspections.css';

/** An address that telephones and calendar programs follow, so that every visit and every change stands there by itself. */
export function CalendarFeed() {
  const [url, setUrl] = useState<string>();
  const make = async () => setUrl((await answer(api.POST('/v1/calendar-feed'))).url);
  const stop = async () => {
    await answer(api.DELETE('/v1/calendar-feed'));
    setUrl(undefined);
  };
  const copy = async () => {
    await navigator.clipboard.writeText(url!);
    say('The address is copied.');
  };
  return (
    <section aria-labelledby="calendar">
      <h2 id="calendar">In your own calendar</h2>
      <p>Subscribe once, and every inspection stands in the calendar of your phone or computer, also when it moves.</p>
      {url && (
        <div className="panel">
          <p>
            Whoever has this address sees your appointments, so keep it to yourself. It is shown only now; a new one can be made at any
            time.
          </p>
          <p>
            <a className="usa-button" href={url.replace(/^https?:/, 'webcal:')}>
              Open it in my calendar
            </a>
            <ActionButton act={copy}>Copy the address</ActionButton>
          </p>
          <p className="feed__address">{url}</p>
        </div>
      )}
      <div className="actions">
        <ActionButton act={make} done="The address is made.">
          {url ? 'Make a new address' : 'Make a calendar address'}
        </ActionButton>
        <ActionButton
          act={stop}
          look="unstyled"
          done="No calendar follows your inspections any more."
          confirm={{ question: 'Should the address stop working, in every calendar that has it?', yes: 'Yes, stop it' }}
        >
          Stop my calendar address
        </ActionButton>
      </div>
    </section>
  );
}
