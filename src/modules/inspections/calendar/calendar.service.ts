import { Injectable, StreamableFile } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Settings } from '../../../platform/config/settings.js';
import { contentDisposition } from '../../../platform/files/content-disposition.js';
import { BusinessCalendar, CityProfile } from '../../city/index.js';
import { RecordsService, type RecordSummary } from '../../records/index.js';
import { toCivilTime } from '../civil-minutes.rules.js';
import { InspectionQueries } from '../inspections.queries.js';
import { AppointmentNotFound } from '../scheduling/scheduling.errors.js';
import { appointmentCalendar, type CalendarEntry } from './appointment-calendar.rules.js';
import { CalendarQueries, type CalendarAppointment } from './calendar.queries.js';

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8';

const DAYS_BACK = 30;
const MOST_ENTRIES = 500;

/** Appointments as files that calendar programs read. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly queries: CalendarQueries,
    private readonly inspections: InspectionQueries,
    private readonly records: RecordsService,
    private readonly city: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly settings: Settings,
  ) {}

  async download(principal: Principal, inspectionId: string): Promise<StreamableFile> {
    const { recordNumber } = await this.inspections.inspection(inspectionId);
    const { record } = await this.records.requireParty(principal, recordNumber);
    const appointment = await this.queries.ofInspection(inspectionId);
    if (!appointment) throw new AppointmentNotFound();
    const file = Buffer.from(this.write([appointment], [record]));
    return new StreamableFile(file, {
      type: CALENDAR_TYPE,
      disposition: contentDisposition(`inspection-${record.number}.ics`),
      length: file.length,
    });
  }

  /** What lies ahead of an account and what lay behind it a while ago: a fixed number of queries. */
  async ofAccount(accountId: string): Promise<string> {
    const today = this.calendar.today();
    const recordIds = await this.records.idsOfParty(accountId);
    const from = today.subtract({ days: DAYS_BACK });
    const appointments = await this.queries.since(from, { accountId, recordIds, today, most: MOST_ENTRIES });
    return this.write(appointments, await this.records.byIds([...new Set(appointments.map(({ recordId }) => recordId))]));
  }

  private write(appointments: readonly CalendarAppointment[], records: readonly RecordSummary[]): string {
    const places = new Map(records.map(({ id, address }) => [id, placeOf(address)]));
    return appointmentCalendar(
      this.city,
      appointments.map((appointment) => this.toEntry(appointment, places.get(appointment.recordId) ?? null)),
    );
  }

  private toEntry(appointment: CalendarAppointment, location: string | null): CalendarEntry {
    const { publicUrl } = this.settings;
    const { inspectionId, status, date, startMinute, endMinute, ...told } = appointment;
    const at = (minute: number) => this.calendar.at(date, Temporal.PlainTime.from(toCivilTime(minute)));
    return {
      ...told,
      uid: `${inspectionId}@${new URL(publicUrl).hostname}`,
      takesPlace: status === 'booked' || status === 'done',
      location,
      start: at(startMinute),
      end: at(endMinute),
      url: `${publicUrl}/records/${told.recordNumber}/inspections`,
    };
  }
}

function placeOf(address: RecordSummary['address']): string | null {
  if (!address) return null;
  const { line1, line2, city, state, zip } = address;
  return [line1, line2, city, `${state} ${zip}`].filter(Boolean).join(', ');
}
