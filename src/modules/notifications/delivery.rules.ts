/** Waits between tries, in minutes: two days in all, so that a mail server that is down over a weekend is not the end. */
const WAITS = [1, 5, 15, 60, 180, 360, 720, 1440];

/** How long to wait after a try that failed; null when it was the last. */
export function waitAfter(tries: number): Temporal.Duration | null {
  const minutes = WAITS[tries - 1];
  return minutes === undefined ? null : Temporal.Duration.from({ minutes });
}
