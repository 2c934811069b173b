/**
 * The notice that is due so many days before something runs out: the nearest one that lies ahead, or is today. After nights that were
 * missed only that one is sent, not all that would have been. Null when it is too early, or too late.
 */
export function noticeDue(daysLeft: number, daysBefore: readonly number[]): number | null {
  if (daysLeft < 0) return null;
  const reached = daysBefore.filter((days) => days >= daysLeft);
  return reached.length === 0 ? null : Math.min(...reached);
}
