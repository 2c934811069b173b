/** How people name a record: `RST-2026-00017`. */
export interface RecordNumber {
  prefix: string;
  year: number;
  sequence: bigint;
}

/** The official spelling. The sequence has five digits at least and grows past them. */
export function formatRecordNumber({ prefix, year, sequence }: RecordNumber): string {
  return `${prefix}-${String(year).padStart(4, '0')}-${String(sequence).padStart(5, '0')}`;
}

/**
 * Reads a number as a person may have typed it: in any case, with blanks, dashes or nothing between its parts, with or without
 * leading zeros. Null when it cannot be one.
 */
export function readRecordNumber(typed: string): RecordNumber | null {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  const parts = /^([A-Z]{2,6})(\d{4})(\d{1,18})$/.exec(plain);
  if (!parts) return null;
  const sequence = BigInt(parts[3]);
  return sequence === 0n ? null : { prefix: parts[1], year: Number(parts[2]), sequence };
}

/** The official spelling of a typed number; null when it cannot be one. */
export function normalRecordNumber(typed: string): string | null {
  const number = readRecordNumber(typed);
  return number && formatRecordNumber(number);
}
