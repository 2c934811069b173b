import { IsIn } from 'class-validator';
import { AddressValue } from '../records/index.js';
import { PAPER_KINDS } from './paper-kinds.js';

/** What the city says of a paper that it handed out. */
export class VerificationDto {
  /** Whether what the paper stands for is in force today: a permit that is issued or finaled, a certificate that has not run out. */
  valid: boolean;

  /** What kind of paper it is, such as the permit card or a certificate. @example permit */
  @IsIn(PAPER_KINDS)
  kind: string;

  /** Of the record it was issued for. @example ZAS-2026-00017 */
  number: string;

  /** @example "Fence Residential" */
  typeName: string;

  /** The record's status today. @example issued */
  status: string;

  /** The status in words. @example Issued */
  statusLabel: string;

  /** Where it is about; null when it is about no place. */
  address: AddressValue | null;

  /** @example 2026-03-02 */
  issuedOn: string | null;

  /** The last day on which it is good, as of today; null when it does not run out. @example 2026-08-29 */
  expiresOn: string | null;

  /** Whether a newer document was issued in its place: its dates may differ from the printed ones. */
  replaced: boolean;

  /** Whether the city has taken the paper back, such as a notice of violation that was wrong. */
  revoked: boolean;
}
