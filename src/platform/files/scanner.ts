import type { Readable } from 'node:stream';

export interface ScanResult {
  outcome: 'clean' | 'infected' | 'not-scanned';
  /** What was found, by the scanner's name for it. */
  signature?: string;
}

/** Looks for malicious content. Reads the whole stream in constant memory. */
export abstract class Scanner {
  /** False when this city has no scanner: then nothing waits for one. */
  abstract readonly scans: boolean;

  /** Throws when the scanner could not answer; ask again later. */
  abstract scan(content: Readable): Promise<ScanResult>;
}

/** For cities without a scanner: says so, and reads nothing. */
export class NoScanner extends Scanner {
  readonly scans = false;

  async scan(content: Readable): Promise<ScanResult> {
    content.destroy();
    return { outcome: 'not-scanned' };
  }
}
