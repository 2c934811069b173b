import type { ByteRange } from './file-store.js';

/**
 * Which part of a file a request asks for (RFC 9110, 14.2). Undefined: send it whole, also for several ranges at once, for what
 * is no range of bytes, and when `If-Range` names another version of the file.
 */
export function readRange(asked: {
  range: string | undefined;
  ifRange: string | undefined;
  etag: string;
  size: number;
}): ByteRange | 'unsatisfiable' | undefined {
  const { range, ifRange, etag, size } = asked;
  if (range === undefined || (ifRange !== undefined && ifRange.trim() !== etag)) return undefined;
  const bounds = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(range);
  if (!bounds || (bounds[1] === '' && bounds[2] === '')) return undefined;
  const last = size - 1;
  if (bounds[1] === '') {
    const length = Math.min(Number(bounds[2]), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: last };
  }
  const start = Number(bounds[1]);
  const end = bounds[2] === '' ? last : Math.min(Number(bounds[2]), last);
  if (bounds[2] !== '' && Number(bounds[2]) < start) return undefined;
  return start > last ? 'unsatisfiable' : { start, end };
}
