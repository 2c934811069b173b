import { Transform, type TransformCallback } from 'node:stream';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { AttachmentTooLarge, FileLocked, FileTypeMismatch } from '../attachments.errors.js';
import { isOfKind, PDF, SAMPLE_BYTES, type FileKind } from './file-kinds.rules.js';
import { PdfLock } from './pdf-lock.js';

/** Lets a file through as long as it is what its name says and not too large. Holds back only its beginning. */
export class ContentCheck extends Transform {
  private beginning: Buffer[] = [];
  private held = 0;
  private size = 0;
  private isChecked = false;
  private readonly text: TextDecoder | undefined;
  private readonly lock: PdfLock | undefined;

  constructor(
    private readonly fileName: string,
    private readonly kind: FileKind,
    private readonly mostBytes: number,
  ) {
    super();
    this.lock = kind.contentType === PDF ? new PdfLock() : undefined;
    this.text = kind.isText ? new TextDecoder('utf-8', { fatal: true }) : undefined;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.size += chunk.length;
    if (this.size > this.mostBytes) return done(new AttachmentTooLarge(this.mostBytes));
    if (!this.isUtf8(chunk)) return done(this.mismatch());
    this.lock?.see(chunk);
    if (this.isChecked) return done(null, chunk);
    this.beginning.push(chunk);
    this.held += chunk.length;
    if (this.held < SAMPLE_BYTES) return done();
    this.checkBeginning().then(() => done(), done);
  }

  override _flush(done: TransformCallback): void {
    if (this.size === 0) return done(new InvalidInput([{ pointer: '/file', detail: 'must not be empty' }]));
    if (!this.isUtf8()) return done(this.mismatch());
    // Said while the applicant is there, and not by a reviewer weeks later.
    if (this.lock?.isLocked) return done(new FileLocked(this.fileName));
    if (this.isChecked) return done();
    this.checkBeginning().then(() => done(), done);
  }

  private async checkBeginning(): Promise<void> {
    const sample = Buffer.concat(this.beginning);
    this.beginning = [];
    this.isChecked = true;
    if (!(await isOfKind(this.kind, sample.subarray(0, SAMPLE_BYTES)))) throw this.mismatch();
    this.push(sample);
  }

  /** Without a chunk: whether the text ended with a whole character. */
  private isUtf8(chunk?: Buffer): boolean {
    try {
      this.text?.decode(chunk, { stream: chunk !== undefined });
      return true;
    } catch {
      return false;
    }
  }

  private mismatch(): FileTypeMismatch {
    return new FileTypeMismatch(this.fileName, this.kind.name);
  }
}
