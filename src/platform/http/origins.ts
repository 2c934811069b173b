import type { Settings } from '../config/settings.js';

const THIS_MACHINE = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Where front ends come from besides the portal's own address; while developing, from anywhere on the same machine. `*`: everywhere. */
export function foreignOrigins({ corsOrigins, frontEndUrl, publicUrl, production }: Settings): '*' | (string | RegExp)[] {
  if (corsOrigins.includes('*')) return '*';
  const named = [...corsOrigins, ...(frontEndUrl === publicUrl ? [] : [new URL(frontEndUrl).origin])];
  return named.length === 0 && !production ? [THIS_MACHINE] : named;
}

/** Whether a page of this origin is one of the city's, and not just any that may read what is public. */
export function isOurs(origin: string, settings: Settings): boolean {
  const known = foreignOrigins(settings);
  const ours = [new URL(settings.publicUrl).origin, ...(known === '*' ? [] : known)];
  return ours.some((each) => (typeof each === 'string' ? each === origin : each.test(origin)));
}
