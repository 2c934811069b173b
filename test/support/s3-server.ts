import { createHash, createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const S3_KEY = { accessKeyId: 'TESTACCESSKEY', secretAccessKey: 'a secret that signs for tests only' };

interface S3Object {
  content: Buffer;
  contentType: string;
}

export interface S3Server {
  /** For `STORAGE_URL`. */
  endpoint: string;
  /** Path of bucket and key → object. */
  objects: Map<string, S3Object>;
  /** Uploads that were begun and neither completed nor aborted. */
  openUploads(): number;
  /** Operations as they came, such as `UploadPart`. */
  seen: string[];
  /** Makes an operation fail with 403 until it is called again with null. */
  refuse(operation: string | null): void;
  close(): Promise<void>;
}

/**
 * The part of the S3 protocol that a file store needs, with every signature checked (AWS Signature Version 4). The key stands in the
 * environment, where the client looks for it, until the server is closed.
 */
export async function startS3Server(): Promise<S3Server> {
  const environment = { AWS_ACCESS_KEY_ID: S3_KEY.accessKeyId, AWS_SECRET_ACCESS_KEY: S3_KEY.secretAccessKey };
  Object.assign(process.env, environment);
  const objects = new Map<string, S3Object>();
  const uploads = new Map<string, { path: string; contentType: string; parts: Map<number, Buffer> }>();
  const seen: string[] = [];
  let refused: string | null = null;

  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const url = new URL(request.url!, 'http://s3');
      const operation = nameOf(request.method!, url.searchParams);
      seen.push(operation);
      const fault = checkSignature(request, url, body) ?? (operation === refused ? 'AccessDenied' : undefined);
      if (fault) return answer(response, 403, `<Error><Code>${fault}</Code><Message>${fault}</Message></Error>`);
      carryOut(operation, request, url, body, response);
    });
  });

  function carryOut(operation: string, request: IncomingMessage, url: URL, body: Buffer, response: ServerResponse): void {
    const path = decodeURIComponent(url.pathname);
    const uploadId = url.searchParams.get('uploadId') ?? '';
    const contentType = request.headers['content-type'] ?? 'application/octet-stream';
    switch (operation) {
      case 'PutObject':
        objects.set(path, { content: body, contentType });
        return answer(response, 200, '', { ETag: etagOf(body) });
      case 'CreateMultipartUpload': {
        const id = randomUUID();
        uploads.set(id, { path, contentType, parts: new Map() });
        return answer(response, 200, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
      }
      case 'UploadPart':
        if (!uploads.has(uploadId)) return answer(response, 404, '<Error><Code>NoSuchUpload</Code></Error>');
        uploads.get(uploadId)!.parts.set(Number(url.searchParams.get('partNumber')), body);
        return answer(response, 200, '', { ETag: etagOf(body) });
      case 'CompleteMultipartUpload': {
        const upload = uploads.get(uploadId);
        if (!upload) return answer(response, 404, '<Error><Code>NoSuchUpload</Code></Error>');
        const named = [...body.toString().matchAll(/<Part>([^]*?)<\/Part>/g)].map(([, part]) => ({
          number: Number(/<PartNumber>(\d+)</.exec(part)![1]),
          etag: /<ETag>([^<]+)</.exec(part)![1].replaceAll('&quot;', '"'),
        }));
        const parts = named.map(({ number, etag }) => ({ etag, content: upload.parts.get(number) }));
        const areWhole = parts.length > 0 && parts.every(({ content, etag }) => content && etagOf(content) === etag);
        const areLarge = parts.slice(0, -1).every(({ content }) => content!.length >= 5 * 1024 * 1024);
        if (!areWhole || !areLarge)
          return answer(response, 400, `<Error><Code>${areWhole ? 'EntityTooSmall' : 'InvalidPart'}</Code></Error>`);
        objects.set(path, { content: Buffer.concat(parts.map(({ content }) => content!)), contentType: upload.contentType });
        uploads.delete(uploadId);
        return answer(response, 200, '<CompleteMultipartUploadResult><ETag>"done"</ETag></CompleteMultipartUploadResult>');
      }
      case 'AbortMultipartUpload':
        uploads.delete(uploadId);
        return answer(response, 204, '');
      case 'DeleteObject':
        objects.delete(path);
        return answer(response, 204, '');
      case 'GetObject':
      case 'HeadObject':
        return send(request, response, objects.get(path));
      default:
        return answer(response, 501, '<Error><Code>NotImplemented</Code></Error>');
    }
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    openUploads: () => uploads.size,
    seen,
    refuse: (operation) => (refused = operation),
    close: () =>
      new Promise((resolve) => {
        for (const name of Object.keys(environment)) delete process.env[name];
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function nameOf(method: string, query: URLSearchParams): string {
  if (query.has('uploads')) return 'CreateMultipartUpload';
  if (query.has('uploadId'))
    return { PUT: 'UploadPart', POST: 'CompleteMultipartUpload', DELETE: 'AbortMultipartUpload' }[method] ?? 'Unknown';
  return { PUT: 'PutObject', GET: 'GetObject', HEAD: 'HeadObject', DELETE: 'DeleteObject' }[method] ?? 'Unknown';
}

function send(request: IncomingMessage, response: ServerResponse, object: S3Object | undefined): void {
  if (!object) return answer(response, 404, '<Error><Code>NoSuchKey</Code></Error>');
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  const [start, end] = range ? [Number(range[1]), Math.min(Number(range[2]), object.content.length - 1)] : [0, object.content.length - 1];
  const part = object.content.subarray(start, end + 1);
  response.writeHead(range ? 206 : 200, {
    'Content-Type': object.contentType,
    'Content-Length': part.length,
    ETag: etagOf(object.content),
    ...(range ? { 'Content-Range': `bytes ${start}-${end}/${object.content.length}` } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : part);
}

function answer(response: ServerResponse, status: number, xml: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/xml', ...headers });
  response.end(xml && `<?xml version="1.0" encoding="UTF-8"?>${xml}`);
}

function etagOf(content: Buffer): string {
  return `"${createHash('md5').update(content).digest('hex')}"`;
}

/** Signature Version 4 as its documentation describes it; the name of the fault, or undefined. */
function checkSignature(request: IncomingMessage, url: URL, body: Buffer): string | undefined {
  const header =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  if (!header) return 'AuthorizationHeaderMalformed';
  const [, accessKeyId, day, region, signedHeaders, signature] = header as unknown as [string, string, string, string, string, string];
  if (accessKeyId !== S3_KEY.accessKeyId) return 'InvalidAccessKeyId';
  const time = request.headers['x-amz-date'] as string;
  if (!time?.startsWith(day)) return 'AccessDenied';
  for (const required of ['host', 'x-amz-content-sha256', 'x-amz-date'])
    if (!signedHeaders.split(';').includes(required)) return 'AccessDenied';
  const contentHash = request.headers['x-amz-content-sha256'] as string;
  if (contentHash !== hash(body)) return 'XAmzContentSHA256Mismatch';

  const query = [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
  const headers = signedHeaders
    .split(';')
    .map((name) => `${name}:${String(request.headers[name]).trim().replace(/\s+/g, ' ')}\n`)
    .join('');
  const canonical = [request.method, url.pathname, query, headers, signedHeaders, contentHash].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, hash(canonical)].join('\n');
  const key = [day, region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (secret, part) => sign(secret, part),
    `AWS4${S3_KEY.secretAccessKey}`,
  );
  return sign(key, toSign).toString('hex') === signature ? undefined : 'SignatureDoesNotMatch';
}

function hash(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}

function sign(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // The client hung up; what came so far fails the check of its hash.
  }
  return Buffer.concat(chunks);
}
