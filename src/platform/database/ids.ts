import { randomUUIDv7 } from 'node:crypto';

/** A new UUIDv7: sorts by the time it was made, so indexes stay compact. */
export function newId(): string {
  return randomUUIDv7();
}
