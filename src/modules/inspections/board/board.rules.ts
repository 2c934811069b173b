import { freeSlots, type DayOfInspector, type VisitingHours } from '../scheduling/slots.rules.js';

/** What an inspector has before them. */
export interface InspectorAhead {
  id: string;
  disciplines: readonly string[];
  capacity: number;
  visits: readonly { date: string; fromMinute: number; toMinute: number }[];
  /** Through the last day; the minutes are those of each day. */
  absences: readonly { fromDate: string; toDate: string; fromMinute: number; toMinute: number }[];
}

/** The first time on these days, which are in order, at which somebody of each discipline is free; without one it is left out. */
export function firstFreeTimes(
  inspectors: readonly InspectorAhead[],
  dates: readonly string[],
  hours: VisitingHours,
): Map<string, { date: string; startMinute: number }> {
  const first = new Map<string, { date: string; startMinute: number }>();
  const open = new Set(inspectors.flatMap(({ disciplines }) => disciplines));
  const dayOf = daysOf(inspectors);
  for (const date of dates) {
    if (open.size === 0) break;
    for (const inspector of inspectors) {
      const wanted = inspector.disciplines.filter((discipline) => open.has(discipline));
      const startMinute = wanted.length > 0 ? freeSlots([dayOf(inspector, date)], hours)[0]?.startMinute : undefined;
      if (startMinute === undefined) continue;
      for (const discipline of wanted) {
        const known = first.get(discipline);
        if (!known || startMinute < known.startMinute) first.set(discipline, { date, startMinute });
      }
    }
    for (const discipline of first.keys()) open.delete(discipline);
  }
  return first;
}

function daysOf(inspectors: readonly InspectorAhead[]): (inspector: InspectorAhead, date: string) => DayOfInspector {
  const visitsOf = new Map(inspectors.map(({ id, visits }) => [id, Map.groupBy(visits, ({ date }) => date)]));
  return ({ id, capacity, absences }, date) => {
    const visits = visitsOf.get(id)?.get(date) ?? [];
    const away = absences.filter(({ fromDate, toDate }) => fromDate <= date && date <= toDate);
    const taken = [...visits, ...away].map(({ fromMinute, toMinute }) => [fromMinute, toMinute] as const);
    return { inspectorId: id, capacity, visits: visits.length, taken };
  };
}
