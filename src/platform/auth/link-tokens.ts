import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The secret in a mailed link: the id of what it stands for, with an HMAC of purpose and id. A message can be written again at any time,
 * and the database holds nothing, not even a hash, that would help whoever reads it to make one.
 */
export function linkToken(key: Buffer, purpose: string, id: string): string {
  return `${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}.${mac(key, purpose, id).toString('base64url')}`;
}

/** What a token that was made with this key stands for; undefined for any other text. */
export function readLinkToken<P extends string>(
  key: Buffer,
  token: string,
  purposes: readonly P[],
): { id: string; purpose: P } | undefined {
  const [idPart = '', macPart = ''] = token.split('.');
  const hex = Buffer.from(idPart, 'base64url').toString('hex');
  if (hex.length !== 32) return undefined;
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const given = Buffer.from(macPart, 'base64url');
  const purpose = purposes.find((each) => {
    const right = mac(key, each, id);
    return given.length === right.length && timingSafeEqual(given, right);
  });
  return purpose && { id, purpose };
}

function mac(key: Buffer, purpose: string, id: string): Buffer {
  return createHmac('sha256', key).update(`${purpose}:${id}`).digest();
}
