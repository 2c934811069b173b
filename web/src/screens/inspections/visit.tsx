import { Link } from 'react-router';
import type { Shape } from '../../api/types';
import { FileButton } from '../../components/file-button';
import { RecordLink } from '../../components/record-link';
import { StatusTag } from '../../components/status-tag';
import { clockTime, weekdayDate } from '../../format/dates';
import { phone, telephone } from '../../format/phones';

/** A visit that lies ahead: when, who comes, and the way to book or move it. */
export function Visit({ visit }: { visit: Shape<'InspectionDto'> }) {
  const { id, typeName, recordNumber, status, statusLabel, appointment, hold, waitsFor } = visit;
  return (
    <li>
      <div className="rows__what">
        <p>
          <strong>{typeName}</strong> <StatusTag status={status} label={statusLabel} />
        </p>
        <p>
          For <RecordLink number={recordNumber} />
        </p>
        {appointment && <Appointment id={id} name={typeName} appointment={appointment} />}
        {waitsFor.length > 0 && <p>It comes after: {waitsFor.join(', ')}.</p>}
        {hold && <p>Nothing can be booked just now: {hold.reason}</p>}
      </div>
      {status !== 'not-ready' && (
        <Link className="usa-button usa-button--outline" to={`/records/${recordNumber}/inspections`}>
          {wayOn(visit)}
          <span className="usa-sr-only">
            {' '}
            {typeName} of {recordNumber}
          </span>
        </Link>
      )}
    </li>
  );
}

function wayOn({ appointment, hold }: Shape<'InspectionDto'>): string {
  if (appointment) return appointment.mayChange && !hold ? 'Move or cancel' : 'See the visit';
  return hold ? 'See what is missing' : 'Schedule';
}

function Appointment({ id, name, appointment }: { id: string; name: string; appointment: Shape<'AppointmentDto'> }) {
  const { date, start, end, inspector, arrivalWindow } = appointment;
  return (
    <>
      <p>
        {weekdayDate(date)}, {clockTime(start)} to {clockTime(end)}
        {arrivalWindow && `; the inspector arrives between ${clockTime(arrivalWindow.from)} and ${clockTime(arrivalWindow.to)}`}
      </p>
      <p>
        {inspector.name}, <a href={telephone(inspector.phone)}>{phone(inspector.phone)}</a>, that morning from{' '}
        {clockTime(inspector.callFrom)} to {clockTime(inspector.callTo)}
      </p>
      <FileButton path={`/v1/inspections/${id}/appointment.ics`} fileName={`${name}.ics`}>
        Put it into my calendar
      </FileButton>
    </>
  );
}
