import { randomUUIDv7 } from 'node:crypto';

let millisecond = '';
let countInMillisecond = 0;

/**
 * A new UUIDv7: sorts by the time it was made, so indexes stay compact and lists by id are in order. The bits that RFC 9562 leaves
 * for it count the ids of one millisecond, so what one process makes is strictly increasing.
 */
export function newId(): string {
  const id = randomUUIDv7();
  const made = id.slice(0, 13);
  if (made > millisecond) {
    millisecond = made;
    countInMillisecond = 0;
  } else if (countInMillisecond < 0xfff) {
    countInMillisecond += 1;
  } else {
    // More than the counter holds, or the machine's clock was set back: the id borrows from the next millisecond.
    const next = (BigInt(`0x${millisecond.replace('-', '')}`) + 1n).toString(16).padStart(12, '0');
    millisecond = `${next.slice(0, 8)}-${next.slice(8)}`;
    countInMillisecond = 0;
  }
  return `${millisecond}-7${countInMillisecond.toString(16).padStart(3, '0')}${id.slice(18)}`;
}
