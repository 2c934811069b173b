import { constants, createWriteStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
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

/** Files below one folder: written beside their place, synced, then renamed into it. */
export class DiskFileStore extends FileStore {
  constructor(private readonly folder: string) {
    super();
  }

  async save(content: Readable | Buffer, { key = newFileKey() }: SaveOptions): Promise<StoredFile> {
    const path = this.pathOf(key);
    const unfinished = `${path}.part`;
    const measure = new Measure();
    await mkdir(dirname(path), { recursive: true });
    try {
      const source = Buffer.isBuffer(content) ? Readable.from([content]) : content;
      await pipeline(source, measure, createWriteStream(unfinished, { flags: 'wx', flush: true }));
      await rename(unfinished, path);
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    return { key, ...measure.result() };
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    try {
      const file = await open(this.pathOf(key));
      return file.createReadStream(range ? { start: range.start, end: range.end } : {});
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new FileMissing(key, error);
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    const path = this.pathOf(key);
    await rm(path, { force: true });
    await rm(`${path}.part`, { force: true });
  }

  async check(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await access(this.folder, constants.W_OK);
  }

  /** 256 folders, so that none grows without bounds. */
  private pathOf(key: string): string {
    return join(this.folder, checkFileKey(key).slice(0, 2), key);
  }
}

/** The rename is only safe once the folder itself is on the disk. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
