import type { Shape } from '../../../api/types';
import { Facts } from '../../../components/facts';
import { FileButton } from '../../../components/file-button';
import { clockTime, weekdayDate } from '../../../format/dates';
import { phone, telephone } from '../../../format/phones';

interface AppointmentProps {
  inspection: Shape<'InspectionDto'>;
  appointment: Shape<'AppointmentDto'>;
}

/** When who comes, and how to reach them on the morning of the visit. */
export function Appointment({ inspection, appointment }: AppointmentProps) {
  const { date, start, end, inspector, arrivalWindow, contactName, contactPhone, note } = appointment;
  return (
    <Facts
      of={[
        ['When', `${weekdayDate(date)}, ${clockTime(start)} to ${clockTime(end)}`],
        [
          'Arrival',
          arrivalWindow
            ? `Between ${clockTime(arrivalWindow.from)} and ${clockTime(arrivalWindow.to)}, as the day looks now`
            : 'You are told on the morning of the visit between which times the inspector arrives.',
        ],
        [
          'Inspector',
          <>
            {inspector.name}, <a href={telephone(inspector.phone)}>{phone(inspector.phone)}</a>, that morning from{' '}
            {clockTime(inspector.callFrom)} to {clockTime(inspector.callTo)}
          </>,
        ],
        ['On site', [contactName, contactPhone && phone(contactPhone)].filter(Boolean).join(', ')],
        ['Note for the inspector', note],
        [
          'Calendar',
          <FileButton path={`/v1/inspections/${inspection.id}/appointment.ics`} fileName={`${inspection.recordNumber}-${date}.ics`}>
            Put it into my calendar
          </FileButton>,
        ],
      ]}
    />
  );
}
