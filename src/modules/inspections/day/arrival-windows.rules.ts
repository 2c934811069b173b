/** Between which minutes of the civil day the inspector arrives. */
export interface ArrivalWindow {
  fromMinute: number;
  toMinute: number;
}

interface WindowHours {
  fromMinute: number;
  toMinute: number;
  /** The present minute: nobody is told of a time that has passed. */
  notBefore?: number;
}

/** `I-03` */
export const WINDOW_MINUTES = 90;

/** How far a day may shift before people are told again. */
export const SHIFT_MINUTES = 30;

/** Inspectors are late more often than early. */
const BEFORE_MINUTES = 30;

const STEP = 5;

/** At most 90 minutes around a planned arrival, within the hours of the day, in steps of five minutes. */
export function arrivalWindow(plannedMinute: number, { fromMinute, toMinute, notBefore = 0 }: WindowHours): ArrivalWindow {
  const last = toMinute - STEP;
  const earliest = Math.min(Math.max(fromMinute, roundUp(notBefore)), last);
  const from = Math.min(Math.max(roundDown(plannedMinute - BEFORE_MINUTES), earliest), last);
  return { fromMinute: from, toMinute: Math.min(from + WINDOW_MINUTES, toMinute) };
}

/** Whether the window has moved so much earlier or later that it has to be told anew. The same window is never told twice. */
export function hasShifted(told: ArrivalWindow, next: ArrivalWindow): boolean {
  return Math.abs(next.fromMinute - told.fromMinute) > SHIFT_MINUTES;
}

function roundDown(minute: number): number {
  return Math.floor(minute / STEP) * STEP;
}

function roundUp(minute: number): number {
  return Math.ceil(minute / STEP) * STEP;
}
