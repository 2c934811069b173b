import { IsIn } from 'class-validator';
import { AddressValue } from '../../records/index.js';
import { ONCE_ISSUED } from '../permit.status.js';

const VERIFIED_PAPERS = ['permit', 'certificate-of-completion'] as const;

/** What the city says of a paper that it handed out. */
export class VerificationDto {
  /** Whether the permit is in force, or was finaled: not revoked, not expired. */
  valid: boolean;

  /** What kind of paper it is: the permit card, or the certificate of completion. @example permit */
  @IsIn(VERIFIED_PAPERS)
  kind: (typeof VERIFIED_PAPERS)[number];

  /** @example ZAS-2026-00017 */
  number: string;

  /** @example "Fence Residential" */
  typeName: string;

  /** The permit's status today. */
  @IsIn(ONCE_ISSUED)
  status: string;

  /** The status in words. @example Issued */
  statusLabel: string;

  address: AddressValue;

  /** @example 2026-03-02 */
  issuedOn: string;

  /** The last day on which the permit is good, as of today. @example 2026-08-29 */
  expiresOn: string;

  /** Whether a newer paper was issued for this permit: its dates may differ from the printed ones. */
  replaced: boolean;
}
