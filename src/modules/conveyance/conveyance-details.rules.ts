import { toDay } from '../../platform/time/to-day.js';
import type { FieldError } from '../../platform/errors/domain-error.js';
import type { ConveyanceCatalogue } from './conveyance-catalogue.js';
import type { ConveyanceFacts } from './conveyance.entity.js';
import type { UpdateConveyanceRequest } from './conveyance-requests.dto.js';

/** A certificate that runs for longer is a typing error; the longest the state knows is 36 months (225 ILCS 312/95(c)). */
const MOST_YEARS = 4;

const TESTED_DAYS = ['lastAnnualOn', 'lastCategory1On', 'lastCategory3On', 'lastCategory5On'] as const;
const PAST_DAYS = ['installedOn', ...TESTED_DAYS] as const;
const TEXTS = ['manufacturer', 'model', 'serialNumber', 'locationInBuilding', 'buildingName'] as const;
const NUMBERS = ['landings', 'capacityLbs', 'speedFpm'] as const;

/** What a request says of the unit itself; what it leaves out is not among the facts. */
export function factsFrom(request: UpdateConveyanceRequest): Partial<ConveyanceFacts> {
  const facts: Partial<ConveyanceFacts> = {};
  if (request.stateRegistrationNumber) facts.stateRegistrationNumber = request.stateRegistrationNumber.trim();
  if (request.type) facts.typeCode = request.type;
  if (request.drive !== undefined) facts.drive = request.drive;
  for (const name of TEXTS) {
    const text = request[name];
    if (text !== undefined) facts[name] = text?.trim() || null;
  }
  for (const name of NUMBERS) if (request[name] !== undefined) facts[name] = request[name];
  for (const name of PAST_DAYS) if (request[name] !== undefined) facts[name] = toDay(request[name]);
  return facts;
}

/** What the words of a request break, as far as no other record has to be asked. */
export function detailProblems(
  request: UpdateConveyanceRequest,
  catalogue: Pick<ConveyanceCatalogue, 'type' | 'drive'>,
  today: Temporal.PlainDate,
): FieldError[] {
  const problems: FieldError[] = [];
  if (request.type !== undefined && !catalogue.type(request.type)) {
    problems.push({ pointer: '/type', detail: `is no type of conveyance in this city: ${request.type}` });
  }
  if (request.drive !== undefined && request.drive !== null && !catalogue.drive(request.drive)) {
    problems.push({ pointer: '/drive', detail: `is no drive of this city's list: ${request.drive}` });
  }
  for (const name of PAST_DAYS) {
    const day = toDay(request[name]);
    if (day && Temporal.PlainDate.compare(day, today) > 0) {
      problems.push({ pointer: `/${name}`, detail: `must not be in the future; today is ${today.toString()}` });
    }
  }
  const installedOn = toDay(request.installedOn);
  for (const name of TESTED_DAYS) {
    const day = toDay(request[name]);
    if (day && installedOn && Temporal.PlainDate.compare(day, installedOn) < 0) {
      problems.push({ pointer: `/${name}`, detail: `must not be before the unit was installed, on ${installedOn.toString()}` });
    }
  }
  const end = toDay(request.certificateExpiresOn);
  if (end && Temporal.PlainDate.compare(end, today.add({ years: MOST_YEARS })) > 0) {
    problems.push({ pointer: '/certificateExpiresOn', detail: `must not be more than ${MOST_YEARS} years ahead` });
  }
  return problems;
}
