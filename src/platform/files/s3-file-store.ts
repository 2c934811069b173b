import { pipeline, Readable } from 'node:stream';
import { DeleteObjectCommand, GetObjectCommand, HeadBucketCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { SettingsError } from '../config/environment.js';
import {
  checkFileKey,
  FileMissing,
  FileStore,
  Measure,
  newFileKey,
  type ByteRange,
  type SaveOptions,
  type StoredFile,
} from './file-store.js';

/** One part is held in memory at a time. */
const PART_BYTES = 8 * 1024 * 1024;

export interface S3Place {
  bucket: string;
  /** Put before every key, with a slash at its end; empty for the root of the bucket. */
  prefix: string;
  region: string;
  endpoint?: string;
}

/** Files in a bucket of Amazon S3 or of anything that speaks its protocol. Credentials come from the usual AWS environment. */
export class S3FileStore extends FileStore {
  private readonly client: S3Client;

  constructor(private readonly place: S3Place) {
    super();
    this.client = new S3Client({
      region: place.region,
      // Other servers than Amazon's rarely answer to bucket names as host names, and not all know its newer checksums.
      ...(place.endpoint ? { endpoint: place.endpoint, forcePathStyle: true } : {}),
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }

  async save(content: Readable | Buffer, { contentType, key = newFileKey() }: SaveOptions): Promise<StoredFile> {
    const measure = new Measure();
    const source = Buffer.isBuffer(content) ? Readable.from([content]) : content;
    // A source that breaks destroys `measure` with its error, which is how the upload learns of it; nothing to do here.
    const body = pipeline(source, measure, () => {});
    const upload = new Upload({
      client: this.client,
      params: { ...this.object(key), Body: body, ContentType: contentType },
      partSize: PART_BYTES,
      queueSize: 1,
      leavePartsOnError: false,
    });
    try {
      await upload.done();
    } catch (error) {
      source.destroy();
      throw error;
    }
    return { key, ...measure.result() };
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    try {
      const answer = await this.client.send(
        new GetObjectCommand({ ...this.object(key), ...(range ? { Range: `bytes=${range.start}-${range.end}` } : {}) }),
      );
      return answer.Body as Readable;
    } catch (error) {
      if (error instanceof NoSuchKey) throw new FileMissing(key, error);
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand(this.object(key)));
  }

  async check(): Promise<void> {
    await this.client.send(new HeadBucketCommand({ Bucket: this.place.bucket }));
  }

  private object(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.place.bucket, Key: `${this.place.prefix}${checkFileKey(key)}` };
  }
}

/** Reads `STORAGE_URL`: `s3://bucket/prefix?endpoint=https://…&region=us-east-1`. */
export function readStorageUrl(text: string): S3Place {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const endpoint = url?.searchParams.get('endpoint') ?? undefined;
  if (url?.protocol !== 's3:' || !url.hostname || (endpoint !== undefined && !/^https?:\/\/./.test(endpoint))) {
    throw new SettingsError([
      'STORAGE_URL must look like s3://bucket?region=us-east-1, with &endpoint=https://… for other servers than Amazon.',
    ]);
  }
  const path = url.pathname.replace(/^\/+|\/+$/g, '');
  return {
    bucket: url.hostname,
    prefix: path ? `${path}/` : '',
    region: url.searchParams.get('region') ?? process.env.AWS_REGION ?? 'us-east-1',
    endpoint,
  };
}
