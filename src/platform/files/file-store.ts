import { createHash, randomUUID } from 'node:crypto';
import { Transform, type Readable, type TransformCallback } from 'node:stream';

export interface StoredFile {
  key: string;
  sizeBytes: number;
  /** Lower-case hex. */
  sha256: string;
}

/** First and last byte, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface SaveOptions {
  contentType: string;
  /** Where to keep it, made by `newFileKey`; for callers who note the key before they write. */
  key?: string;
}

/**
 * Keeps files, on the disk or in a bucket. Files stream through in constant memory, and a file is either wholly there or not at
 * all: a broken source, a full disk or a crash leaves nothing that `open` would find.
 */
export abstract class FileStore {
  abstract save(content: Readable | Buffer, options: SaveOptions): Promise<StoredFile>;

  /** Throws `FileMissing` when there is no such file. */
  abstract open(key: string, range?: ByteRange): Promise<Readable>;

  /** Also what an interrupted `save` may have left; does nothing when there is nothing. */
  abstract remove(key: string): Promise<void>;

  /** Throws when nothing can be kept now. */
  abstract check(): Promise<void>;
}

export class FileMissing extends Error {
  constructor(
    readonly key: string,
    cause: unknown,
  ) {
    super(`The file ${key} is not in the store.`, { cause });
  }
}

/** A new name in the store; says nothing about the content. */
export function newFileKey(): string {
  return randomUUID();
}

/** A key comes from `newFileKey`; whatever could leave the store's folder is a fault of ours. */
export function checkFileKey(key: string): string {
  if (!/^[0-9a-f-]{36}$/.test(key)) throw new Error('That is not the key of a stored file.');
  return key;
}

/** Passes bytes on and measures them on the way. */
export class Measure extends Transform {
  private readonly hash = createHash('sha256');
  /** Not called `size`: the uploader to S3 would take that for the size of the whole. */
  private counted = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.hash.update(chunk);
    this.counted += chunk.length;
    done(null, chunk);
  }

  /** Once everything has passed. */
  result(): { sizeBytes: number; sha256: string } {
    return { sizeBytes: this.counted, sha256: this.hash.digest('hex') };
  }
}
