import { useState } from 'react';
import type { Shape } from '../../../api/types';
import { Alert } from '../../../components/alert';
import { StatusTag } from '../../../components/status-tag';
import { Appointment } from './appointment';
import { Booking } from './booking';
import { Cancel } from './cancel';
import { Corrections } from './corrections';
import { Result } from './result';

/** One visit: when it is, or what keeps it from being booked, and the button for it. */
export function InspectionCard({ inspection }: { inspection: Shape<'InspectionDto'> }) {
  const [isBooking, setBooking] = useState(false);
  const { id, typeName, attempt, status, statusLabel, waitsFor, appointment, hold, result, corrections } = inspection;
  const isBooked = status === 'scheduled' && appointment !== null;
  const isMine = isBooked && appointment.mayChange;
  const canBook = (status === 'ready' || isMine) && hold === null;
  return (
    <section className="panel" aria-labelledby={`inspection-${id}`}>
      <header className="panel__head">
        <h2 id={`inspection-${id}`}>
          {typeName}
          {attempt > 1 && `, visit ${attempt}`}
        </h2>
        <StatusTag status={status} label={statusLabel} />
      </header>
      {waitsFor.length > 0 && <p>First must pass: {waitsFor.join(', ')}.</p>}
      {hold && (
        <Alert kind="warning">
          {isBooked ? 'The visit stays booked, but it cannot be moved for now. ' : 'It cannot be booked for now. '}
          {hold.reason}.
        </Alert>
      )}
      {isBooked && <Appointment inspection={inspection} appointment={appointment} />}
      {result && <Result recordNumber={inspection.recordNumber} result={result} />}
      <Corrections corrections={corrections} />
      {canBook && !isBooking && (
        <div className="actions">
          <button type="button" className={`usa-button${isBooked ? ' usa-button--outline' : ''}`} onClick={() => setBooking(true)}>
            {isBooked ? 'Move it to another time' : 'Schedule'}
            <span className="usa-sr-only">: {typeName}</span>
          </button>
          {isMine && <Cancel inspection={inspection} />}
        </div>
      )}
      {isBooked && !isMine && <p>Somebody else booked this visit. They, or an owner of the record, can move or cancel it.</p>}
      {!canBook && isMine && (
        <div className="actions">
          <Cancel inspection={inspection} />
        </div>
      )}
      {isBooking && <Booking inspection={inspection} onClose={() => setBooking(false)} />}
    </section>
  );
}
