/** A new UUID. Browsers offer `randomUUID` on https only, and a portal is tried out on plain http, too. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** One key for one request: sent again as it was it keeps its key, changed it gets another. */
export class IdempotencyKeys {
  private body?: string;
  private key = '';

  for(body: unknown): string {
    const text = JSON.stringify(body);
    if (text !== this.body) {
      this.body = text;
      this.key = newIdempotencyKey();
    }
    return this.key;
  }

  /** What was asked for was made: the same once more is meant. */
  spend(): void {
    this.body = undefined;
  }
}
