import { createHmac, timingSafeEqual } from 'node:crypto';
import { WebhookRefused } from '../../payments.errors.js';
import { requireFresh } from '../signature-age.js';

/** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`, as payment providers do. */
export function sign(body: string, secret: string, at: Temporal.Instant): string {
  const stamp = Math.floor(at.epochMilliseconds / 1000);
  return `t=${stamp},v1=${hmac(secret, `${stamp}.${body}`).toString('hex')}`;
}

export function verify(body: string, header: string | undefined, secret: string, now: Temporal.Instant): void {
  const [, stamp, signature] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (!stamp || !signature) throw new WebhookRefused('The event carries no signature that can be read.');
  if (!timingSafeEqual(hmac(secret, `${stamp}.${body}`), Buffer.from(signature, 'hex'))) {
    throw new WebhookRefused('The signature does not fit the event.');
  }
  requireFresh(Number(stamp), now);
}

function hmac(secret: string, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest();
}
