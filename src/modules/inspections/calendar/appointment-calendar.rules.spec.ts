import { describe, expect, it } from '@jest/globals';
import { appointmentCalendar, type CalendarEntry } from './appointment-calendar.rules.js';

const FAIRVIEW = { name: 'City of Fairview', sender: { name: 'City of Fairview Permits', email: 'permits@fairview.example' } };

const VISIT: CalendarEntry = {
  uid: '019b3f6a-7c1e-7d52-9f0a-3a1f6f0f5b11@portal.fairview.example',
  sequence: 0,
  takesPlace: true,
  recordNumber: 'RST-2026-00017',
  typeName: 'Rough mechanical',
  location: '12 Maple Street, Fairview, IL 60501',
  start: Temporal.Instant.from('2026-03-05T15:30:00Z'),
  end: Temporal.Instant.from('2026-03-05T16:00:00Z'),
  bookedAt: Temporal.Instant.from('2026-03-02T15:00:00Z'),
  changedAt: Temporal.Instant.from('2026-03-02T15:20:00Z'),
  inspector: { name: 'Demo Inspector', phone: '555-010-3000', callFromMinute: 450, callToMinute: 510 },
  arrival: null,
  url: 'https://portal.fairview.example/records/RST-2026-00017/inspections',
};

const fileOf = (...entries: Partial<CalendarEntry>[]) =>
  appointmentCalendar(
    FAIRVIEW,
    entries.map((entry) => ({ ...VISIT, ...entry })),
  );
/** The lines as a calendar program reads them: put together again where they were folded. */
const linesOf = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');
const textOf = (file: string, property: string) =>
  linesOf(file)
    .find((line) => line.startsWith(`${property}:`))!
    .slice(property.length + 1)
    .replaceAll('\\n', '\n')
    .replace(/\\(.)/g, '$1');

describe('a calendar file', () => {
  it('says when and where, who comes and how to reach them', () => {
    const lines = linesOf(fileOf({}));
    expect(lines.slice(0, 3)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Frontcounter//Inspections//EN']);
    expect(lines).toEqual(
      expect.arrayContaining([
        'METHOD:PUBLISH',
        'X-WR-CALNAME:City of Fairview inspections',
        'UID:019b3f6a-7c1e-7d52-9f0a-3a1f6f0f5b11@portal.fairview.example',
        'SEQUENCE:0',
        'DTSTAMP:20260302T152000Z',
        'DTSTART:20260305T153000Z',
        'DTEND:20260305T160000Z',
        'LAST-MODIFIED:20260302T152000Z',
        'STATUS:CONFIRMED',
        'SUMMARY:Rough mechanical inspection\\, RST-2026-00017',
        'LOCATION:12 Maple Street\\, Fairview\\, IL 60501',
        'ORGANIZER;CN="City of Fairview Permits":mailto:permits@fairview.example',
        `URL;VALUE=URI:${VISIT.url}`,
      ]),
    );
    expect(textOf(fileOf({}), 'DESCRIPTION')).toBe(
      `Inspector: Demo Inspector, 555-010-3000\nCalls are answered between 7:30 AM and 8:30 AM.\nDetails and changes: ${VISIT.url}`,
    );
  });

  it('names the arrival window beside the booked time', () => {
    const file = fileOf({ arrival: { fromMinute: 545, toMinute: 625 } });
    expect(textOf(file, 'DESCRIPTION')).toContain('\nExpected to arrive between 9:05 AM and 10:25 AM.\n');
    expect(textOf(file, 'DTSTART')).toBe('20260305T153000Z');
  });

  it('says of a visit that does not take place that it keeps nobody busy', () => {
    const lines = linesOf(fileOf({ takesPlace: false, sequence: 3 }));
    expect(lines).toEqual(expect.arrayContaining(['STATUS:CANCELLED', 'SEQUENCE:3', 'TRANSP:TRANSPARENT']));
    expect(textOf(fileOf({ takesPlace: false }), 'DESCRIPTION')).not.toContain('Demo Inspector');
  });

  it('does not say inspection twice', () => {
    expect(textOf(fileOf({ typeName: 'Vendor site inspection' }), 'SUMMARY')).toBe('Vendor site inspection, RST-2026-00017');
  });

  it('keeps every character of long texts in any script, in lines of at most 75 bytes that all end with CR LF', () => {
    const place = `${'Straße der Prüfung 7; Haus "B", 平面図 '.repeat(12)}🏗️\\ 2nd line\nof the address`;
    const file = fileOf({ location: place, typeName: 'Änderung, final; "A"' });
    expect(textOf(file, 'LOCATION')).toBe(place);
    expect(textOf(file, 'SUMMARY')).toBe('Änderung, final; "A" inspection, RST-2026-00017');
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });

  it('lets no text add a line of its own, nor a character that must not be there', () => {
    const file = appointmentCalendar({ ...FAIRVIEW, name: 'Fairview\r\nX-ODD:1' }, [
      { ...VISIT, inspector: { ...VISIT.inspector, name: 'Demo\r\nATTACH:https://example.com\u0007' } },
    ]);
    expect(linesOf(file).filter((line) => /^(X-ODD|ATTACH)/.test(line))).toEqual([]);
    expect(file).not.toContain('\u0007');
  });

  it('is a whole calendar also when there is nothing in it, and the same for the same entries', () => {
    expect(linesOf(fileOf()).at(-2)).toBe('END:VCALENDAR');
    expect(fileOf({}, { uid: 'another' })).toBe(fileOf({}, { uid: 'another' }));
  });
});
