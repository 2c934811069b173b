import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { projectFolder } from '../../platform/config/project-folder.js';
import { fieldErrors } from '../../platform/http/validation-messages.js';
import { withoutSchema } from './catalogue-file.js';
import { CityProfile, type CallHours, type InspectionHours } from './city-profile.js';
import { holidayProblems } from './city-holidays.js';

interface Finding {
  pointer: string;
  detail: string;
}

/** A profile that cannot be used; the message names every place in the file and its rule. */
export class CityProfileError extends Error {
  constructor(path: string, findings: Finding[]) {
    super(
      `The city profile ${path} cannot be used:\n${findings.map(({ pointer, detail }) => `  - ${pointer || '/'} ${detail}`).join('\n')}`,
    );
    this.name = 'CityProfileError';
  }
}

/** Reads and checks the one file that makes the portal a city's own (`CITY_PROFILE`); unset, the one that ships with the project. */
export function loadCityProfile(path: string = join(projectFolder(), 'city', 'profile.json')): CityProfile {
  const file = resolve(path);
  const profile = plainToInstance(CityProfile, withoutSchema(parse(file)));
  const findings = validateSync(profile, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true }).flatMap((error) =>
    fieldErrors(error, '', 'is not a field of the city profile'),
  );
  // What follows reads the fields as their types say, so they have to be right first.
  if (findings.length > 0) throw new CityProfileError(file, findings);
  const beside = (name: string) => resolve(dirname(file), name);
  const catalogues = Object.fromEntries(Object.entries(profile.catalogues).map(([name, path]: [string, string]) => [name, beside(path)]));
  const broken = [...brokenRules(profile), ...unreadable(catalogues)];
  if (broken.length > 0) throw new CityProfileError(file, broken);
  return deepFreeze(Object.assign(profile, { catalogues }));
}

function unreadable(catalogues: Record<string, string>): Finding[] {
  return Object.entries(catalogues)
    .filter(([, path]) => !existsSync(path))
    .map(([name, path]) => ({ pointer: `/catalogues/${name}`, detail: `must be the path of a file; ${path} is none` }));
}

function parse(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new CityProfileError(file, [
      { pointer: '', detail: `could not be read (${(error as NodeJS.ErrnoException).code}); set CITY_PROFILE to a JSON file` },
    ]);
  }
  try {
    const content: unknown = JSON.parse(text);
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content as Record<string, unknown>;
  } catch (error) {
    throw new CityProfileError(file, [{ pointer: '', detail: `is not JSON: ${(error as Error).message}` }]);
  }
  throw new CityProfileError(file, [{ pointer: '', detail: 'must be a JSON object' }]);
}

function brokenRules(profile: CityProfile): Finding[] {
  const findings: Finding[] = [];
  try {
    Temporal.Now.zonedDateTimeISO(profile.timeZone);
  } catch {
    findings.push({ pointer: '/timeZone', detail: 'must be an IANA time zone such as America/Chicago' });
  }

  const ordered = ({ from, to }: CallHours, pointer: string) => {
    if (from >= to) findings.push({ pointer: `${pointer}/to`, detail: `must be later than ${from}` });
  };
  profile.counter.hours.forEach((hours, index) => ordered(hours, `/counter/hours/${index}`));
  ordered(profile.inspection, '/inspection');
  ordered(profile.inspectorCallHours, '/inspectorCallHours');
  findings.push(...visitingHoursProblems(profile.inspection));

  const holderOf = new Map<unknown, string>();
  for (const [name, prefix] of Object.entries(profile.recordPrefixes)) {
    const pointer = `/recordPrefixes/${name}`;
    if (typeof prefix !== 'string' || !/^[A-Z]{2,4}$/.test(prefix))
      findings.push({ pointer, detail: 'must be two to four capital letters, such as RST' });
    else if (holderOf.has(prefix)) findings.push({ pointer, detail: `must differ from the prefix of ${holderOf.get(prefix)}` });
    holderOf.set(prefix, name);
  }

  findings.push(...holidayProblems(profile.holidays).map(({ pointer, detail }) => ({ pointer: `/holidays${pointer}`, detail })));
  return findings;
}

/** What the database would refuse, said at the start (`I-02`). */
function visitingHoursProblems({ days, from, to, slotMinutes, districts = [] }: InspectionHours): Finding[] {
  const findings: Finding[] = [];
  days.forEach((day, index) => {
    if (day === 'saturday' || day === 'sunday') findings.push({ pointer: `/inspection/days/${index}`, detail: 'must be Monday to Friday' });
  });
  if (from < '09:00') findings.push({ pointer: '/inspection/from', detail: 'must not be earlier than 09:00' });
  if (to > '15:00') findings.push({ pointer: '/inspection/to', detail: 'must not be later than 15:00' });
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  if (from < to && (minutes(to) - minutes(from)) % slotMinutes !== 0) {
    findings.push({ pointer: '/inspection/slotMinutes', detail: `must divide the time from ${from} to ${to}` });
  }
  const codes = new Set<string>();
  const holderOf = new Map<string, string>();
  districts.forEach(({ code, zips }, index) => {
    const pointer = `/inspection/districts/${index}`;
    if (codes.has(code)) findings.push({ pointer: `${pointer}/code`, detail: `must differ from the other districts: ${code}` });
    codes.add(code);
    zips.forEach((zip, n) => {
      if (holderOf.has(zip)) findings.push({ pointer: `${pointer}/zips/${n}`, detail: `must not be in ${holderOf.get(zip)} as well` });
      holderOf.set(zip, code);
    });
  });
  return findings;
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part as object);
  return Object.freeze(value);
}
