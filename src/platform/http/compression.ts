import type { NextFunction, Request, Response } from 'express';
import compression from 'compression';

/** Files of people come in parts and are known by a hash of their bytes: they are sent as they are. */
const compress = compression({
  filter: (request, response) => !response.getHeader('Accept-Ranges') && compression.filter(request, response),
});

/**
 * Sends what is text compressed to whoever takes it, small answers apart. Nothing that says `no-transform` is touched, nor what was
 * compressed before. A strong `ETag` stands for bytes, and so it names the way in which they were packed.
 */
export function compressText(request: Request, response: Response, next: NextFunction): void {
  const writeHead = response.writeHead.bind(response);
  // Called by the library once it has chosen.
  response.writeHead = ((...head: Parameters<typeof writeHead>) => {
    const etag = response.getHeader('ETag');
    const coding = response.getHeader('Content-Encoding');
    if (coding && typeof etag === 'string' && etag.startsWith('"')) response.setHeader('ETag', `${etag.slice(0, -1)}-${String(coding)}"`);
    return writeHead(...head);
  }) as typeof writeHead;
  compress(request, response, next);
}

/** The same tag without the way in which the answer was packed. */
export function withoutCoding(etag: string): string {
  return etag.replace(/-(?:br|gzip|deflate)"$/, '"');
}
