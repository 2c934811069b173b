import { WebhookRefused } from '../payments.errors.js';

/** How far the stamp of a signature may be from now, in either direction. */
const TOLERANCE_SECONDS = 300;

/** A stamp from the future is refused like one from long ago: it could be kept and sent at a better time. */
export function requireFresh(stampSeconds: number, now: Temporal.Instant): void {
  const age = now.epochMilliseconds / 1000 - stampSeconds;
  if (!(Math.abs(age) <= TOLERANCE_SECONDS)) {
    throw new WebhookRefused(
      `The signature is ${age > 0 ? 'too old' : 'from the future'}; a provider signs an event anew each time it sends it.`,
    );
  }
}
