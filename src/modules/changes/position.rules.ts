/** How far a stream has come: the moment at which the database was looked at, and which transactions were done by then. */
export interface Position {
  /** Seconds since 1970, by the database's clock. */
  at: number;
  /** A `pg_snapshot`. */
  snapshot: string;
}

export function formatPosition({ at, snapshot }: Position): string {
  return `${at}.${snapshot}`;
}

/** What a `Last-Event-ID` says; undefined when it is none of ours. The database refuses a snapshot that contradicts itself. */
export function readPosition(text: string): Position | undefined {
  const parts = /^(\d{1,12})\.((\d{1,18}):(\d{1,18}):((?:\d{1,18})?(?:,\d{1,18})*))$/.exec(text);
  if (!parts) return undefined;
  const [, at, snapshot, first, next, underWay] = parts;
  const bounds = [BigInt(first!), BigInt(next!)] as const;
  const open = underWay === '' ? [] : underWay!.split(',').map(BigInt);
  const isOrdered = open.every((id, index) => id >= bounds[0] && id < bounds[1] && (index === 0 || id > open[index - 1]!));
  return bounds[0] > 0n && bounds[0] <= bounds[1] && isOrdered ? { at: Number(at), snapshot: snapshot! } : undefined;
}

/** Changes are kept for a day, so whoever was away for longer has missed some; and no position lies in the future. */
export function isKnown(position: Position, now: Position): boolean {
  return position.at > now.at - KEPT_HOURS * 3600 && nextOf(position) <= nextOf(now);
}

export const KEPT_HOURS = 24;

function nextOf({ snapshot }: Position): bigint {
  return BigInt(snapshot.split(':')[1]!);
}
