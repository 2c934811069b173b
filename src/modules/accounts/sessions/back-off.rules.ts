/** Wrong tries at one login, within a day. */
export interface Failures {
  /** From the client that has just failed. */
  here: number;
  /** From all clients. */
  everywhere: number;
}

const FREE_TRIES = 5;
const LONGEST_SECONDS = 15 * 60;

/**
 * How long a client waits after a wrong try, in seconds. It doubles from try to try; where a login is being guessed from many
 * places, everybody has fewer free tries and waits longer. Nobody ever waits for the tries of others: whoever comes from a client
 * that has not failed yet gets through at once, so an attacker cannot lock the owner out.
 */
export function delayAfter({ here, everywhere }: Failures): number {
  const free = everywhere > 20 ? 1 : FREE_TRIES;
  if (here < free) return 0;
  const growth = everywhere > 100 ? 30 : everywhere > 20 ? 5 : 1;
  return Math.min(LONGEST_SECONDS, 2 ** Math.min(here - free, 20) * growth);
}

/** All addresses of one IPv6 network belong to one customer, who can change them at will. */
export function clientOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  return plain.includes(':') ? expand(plain).slice(0, 4).join(':') : plain;
}

function expand(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('%')[0].split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':')).map((group) => group.replace(/^0+(?=.)/, ''));
  const [before, after] = [groups(head), groups(tail ?? '')];
  return tail === undefined ? before : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
}
