import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { Busy } from '../../../components/busy';
import { say } from '../../../components/live-region';
import { clockTime, weekdayDate } from '../../../format/dates';
import { Form } from '../../../forms/form';
import { TextField } from '../../../forms/text-field';
import { ProblemError } from '../../../problems/problem';
import { ProblemAlert } from '../../../problems/problem-alert';
import { useAccount } from '../../../session/use-account';
import { freeTimesQuery, recordChanged } from '../record.queries';
import { TimePicker } from './time-picker';

interface BookingProps {
  inspection: Shape<'InspectionDto'>;
  onClose: () => void;
}

interface Contact {
  contactName: string;
  contactPhone: string;
  note: string;
}

/** A week's free times to tap, and who is there to let the inspector in. */
export function Booking({ inspection, onClose }: BookingProps) {
  const { id, recordNumber, typeName, appointment } = inspection;
  const client = useQueryClient();
  const account = useAccount();
  const { data: times, error, refetch } = useQuery(freeTimesQuery(recordNumber, id));
  const [time, setTime] = useState<Shape<'AvailabilityDto'> | null>(null);
  if (error) return <ProblemAlert error={error} />;
  if (!times) return <Busy what="Looking for free times" />;
  if (times.length === 0) return <p>No inspector has a free time in the weeks that can be booked. Please call the city.</p>;

  const send = async ({ contactName, contactPhone, note }: Contact) => {
    if (!time) return;
    const contact = { contactName: contactName || undefined, contactPhone: contactPhone || undefined, note: note || undefined };
    try {
      await answer(
        api.PUT('/v1/inspections/{id}/appointment', {
          params: { path: { id } },
          body: { date: time.date, start: time.start, ...contact },
        }),
      );
    } catch (failure) {
      // Somebody was faster: the list shows what is free now.
      if (failure instanceof ProblemError && failure.code === 'inspections.slot-taken') {
        setTime(null);
        void refetch();
      }
      throw failure;
    }
  };
  const onSent = async () => {
    if (!time) return;
    await recordChanged(client, recordNumber);
    say(`${typeName} is booked for ${weekdayDate(time.date)} at ${clockTime(time.start)}.`);
    onClose();
  };

  const keep = (
    <button type="button" className="usa-button usa-button--outline" onClick={onClose}>
      Keep things as they are
    </button>
  );
  if (!time) {
    return (
      <>
        <TimePicker times={times} onChoose={setTime} />
        <div className="actions">{keep}</div>
      </>
    );
  }
  return (
    <>
      <Chosen time={time} onChange={() => setTime(null)} />
      <Form<Contact, void>
        name={`booking-${id}`}
        defaults={{
          contactName: appointment?.contactName ?? (account ? `${account.firstName} ${account.lastName}` : ''),
          contactPhone: appointment?.contactPhone ?? account?.phone ?? '',
          note: appointment?.note ?? '',
        }}
        send={send}
        onSent={() => void onSent()}
        button="Book this time"
        beside={keep}
      >
        <TextField name="contactName" label="Who lets the inspector in" autoComplete="name" maxLength={100} />
        <TextField name="contactPhone" label="Telephone number there" type="tel" autoComplete="tel" maxLength={25} />
        <TextField name="note" label="Note for the inspector" hint="Such as a gate code, a dog, or where to park." maxLength={1000} />
      </Form>
    </>
  );
}

/** The time that was tapped; focus comes here, so that whoever listens hears it. */
function Chosen({ time, onChange }: { time: Shape<'AvailabilityDto'>; onChange: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="times__chosen">
      <h3 ref={heading} tabIndex={-1}>
        {weekdayDate(time.date)}, {clockTime(time.start)} to {clockTime(time.end)}
      </h3>
      <button type="button" className="usa-button usa-button--unstyled" onClick={onChange}>
        Choose another time
      </button>
    </div>
  );
}
