import { IsIn, IsString, Length } from 'class-validator';
import { AddressValue } from '../address.dto.js';
import { RECORD_KINDS, type RecordKind } from '../records.types.js';

/** Cases are not linked by their number: the city links whom they concern. */
export const LINKABLE_KINDS = ['permit', 'project', 'license'] as const;
export type LinkableKind = (typeof LINKABLE_KINDS)[number];

export class LinkRecordRequest {
  @IsIn(LINKABLE_KINDS)
  kind: LinkableKind;

  /** As on the papers; any case, blanks, dashes and missing leading zeros are forgiven. @example "zas 2026 17" */
  @IsString()
  @Length(1, 60)
  number: string;
}

/** The new link. */
export class LinkedRecordDto {
  /** Id of the link, for `unlinkRecord`. @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** In its official spelling. @example ZAS-2026-00017 */
  number: string;

  @IsIn(LINKABLE_KINDS)
  kind: LinkableKind;

  /** Always `linked`. */
  @IsIn(['linked'])
  relation: 'linked';
}

/** An account that typed the record's number. */
export class RecordLinkDto {
  /** Id of the link, for `unlinkRecord`. @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** Name of the account's owner. @example "Demo Resident" */
  name: string;

  /** Business of a contractor's account. @example "Demo Contracting" */
  businessName: string | null;

  /** @example 2026-03-02T15:04:05Z */
  linkedAt: string;
}

export class RecordLinkPageDto {
  items: RecordLinkDto[];
  nextCursor: string | null;
}

/** A record that I have linked. */
export class MyRecordLinkDto {
  /** Id of the link, for `unlinkRecord`. @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** @example ZAS-2026-00017 */
  number: string;

  @IsIn(RECORD_KINDS)
  kind: RecordKind;

  /** @example Fence */
  typeName: string;

  /** The status in words. @example "In review" */
  statusLabel: string;

  /** Where it is about; null when it is about no place. */
  address: AddressValue | null;

  /** @example 2026-03-02T15:04:05Z */
  linkedAt: string;
}

export class MyRecordLinkPageDto {
  items: MyRecordLinkDto[];
  nextCursor: string | null;
}
