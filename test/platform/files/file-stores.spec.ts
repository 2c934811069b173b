import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SettingsError } from '../../../src/platform/config/environment.js';
import { DiskFileStore } from '../../../src/platform/files/disk-file-store.js';
import { FileMissing, newFileKey, type FileStore } from '../../../src/platform/files/file-store.js';
import { readStorageUrl, S3FileStore } from '../../../src/platform/files/s3-file-store.js';
import { S3_KEY, startS3Server, type S3Server } from '../../support/s3-server.js';

const MEGABYTE = 1_048_576;

let folder: string;
let s3: S3Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'frontcounter-store-'));
  s3 = await startS3Server();
});
afterAll(async () => {
  await s3?.close();
  rmSync(folder, { recursive: true, force: true });
});

const inBucket = () => new S3FileStore(readStorageUrl(`s3://city-files/portal?endpoint=${s3.endpoint}&region=us-east-2`));

const STORES: [string, { open: () => FileStore; kept: () => string[] }][] = [
  [
    'a folder',
    {
      open: () => new DiskFileStore(folder),
      kept: () =>
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map(({ name }) => name),
    },
  ],
  ['a bucket', { open: inBucket, kept: () => [...s3.objects.keys(), ...Array.from({ length: s3.openUploads() }, () => 'unfinished')] }],
];

/** A source that gives its bytes in small pieces, and may break. */
function pieces(content: Buffer, breakAfter = Infinity): Readable {
  return Readable.from(
    (function* () {
      for (let at = 0; at < content.length; at += 100_000) {
        if (at >= breakAfter) throw new Error('the sender broke off');
        yield content.subarray(at, at + 100_000);
      }
    })(),
    { objectMode: false },
  );
}

describe.each(STORES)('R-05 files in %s', (_name, { open, kept }) => {
  it.each([1, 4 * MEGABYTE, 17 * MEGABYTE + 7])('come back as they were: %i bytes', async (size) => {
    const content = randomBytes(size);
    const store = open();
    const saved = await store.save(pieces(content), { contentType: 'application/pdf' });
    expect(saved).toEqual({ key: expect.any(String), sizeBytes: size, sha256: createHash('sha256').update(content).digest('hex') });
    expect((await buffer(await open().open(saved.key))).equals(content)).toBe(true);
    await store.remove(saved.key);
  });

  it('are also taken from memory, under a key noted before', async () => {
    const key = newFileKey();
    expect((await open().save(Buffer.from('a paper'), { contentType: 'text/plain', key })).key).toBe(key);
    expect((await buffer(await open().open(key))).toString()).toBe('a paper');
  });

  it('are given out in part', async () => {
    const { key } = await open().save(Buffer.from('0123456789'), { contentType: 'text/plain' });
    expect((await buffer(await open().open(key, { start: 3, end: 5 }))).toString()).toBe('345');
    expect((await buffer(await open().open(key, { start: 9, end: 9 }))).toString()).toBe('9');
  });

  it.each([0, 300_000, 16 * MEGABYTE])('leave nothing behind when their source breaks after %i bytes', async (breakAfter) => {
    const before = kept();
    await expect(open().save(pieces(randomBytes(17 * MEGABYTE), breakAfter), { contentType: 'application/pdf' })).rejects.toThrow(
      'the sender broke off',
    );
    expect(kept()).toEqual(before);
  });

  it('are gone once removed, and removing twice does no harm', async () => {
    const store = open();
    const { key } = await store.save(Buffer.from('x'), { contentType: 'text/plain' });
    await store.remove(key);
    await store.remove(key);
    await expect(store.open(key)).rejects.toThrow(FileMissing);
  });

  it('are only reached by keys of their own making', async () => {
    for (const key of ['../../etc/passwd', '', 'a/b', `${newFileKey()}/..`]) {
      await expect(open().open(key)).rejects.toThrow('not the key of a stored file');
    }
  });
});

it('R-05 large files go to a bucket in parts, small ones at once', async () => {
  s3.seen.length = 0;
  await inBucket().save(pieces(randomBytes(17 * MEGABYTE)), { contentType: 'application/pdf' });
  expect(s3.seen).toEqual(['CreateMultipartUpload', 'UploadPart', 'UploadPart', 'UploadPart', 'CompleteMultipartUpload']);
  s3.seen.length = 0;
  const { key } = await inBucket().save(Buffer.from('small'), { contentType: 'application/pdf' });
  expect(s3.seen).toEqual(['PutObject']);
  expect(s3.objects.get(`/city-files/portal/${key}`)!.contentType).toBe('application/pdf');
});

it('R-05 an upload that the bucket refuses half-way is given up there, and its source stopped', async () => {
  s3.refuse('UploadPart');
  const source = pieces(randomBytes(17 * MEGABYTE));
  await expect(inBucket().save(source, { contentType: 'application/pdf' })).rejects.toThrow('AccessDenied');
  s3.refuse(null);
  expect(s3.openUploads()).toBe(0);
  expect(source.destroyed).toBe(true);
});

it('R-05 a bucket takes nothing under a wrong secret', async () => {
  process.env.AWS_SECRET_ACCESS_KEY = 'another secret';
  await expect(inBucket().save(Buffer.from('x'), { contentType: 'text/plain' })).rejects.toThrow('SignatureDoesNotMatch');
  process.env.AWS_SECRET_ACCESS_KEY = S3_KEY.secretAccessKey;
});

it('reads STORAGE_URL', () => {
  expect(readStorageUrl('s3://files')).toMatchObject({ bucket: 'files', prefix: '', endpoint: undefined });
  expect(readStorageUrl('s3://files/portal/?endpoint=https://s3.example:9000&region=eu-west-1')).toEqual({
    bucket: 'files',
    prefix: 'portal/',
    region: 'eu-west-1',
    endpoint: 'https://s3.example:9000',
  });
  for (const wrong of ['', 'files', 'https://files', 's3://', 's3://files?endpoint=s3.example'])
    expect(() => readStorageUrl(wrong)).toThrow(SettingsError);
});
