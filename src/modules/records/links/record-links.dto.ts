import { IsIn, IsString, Length } from 'class-validator';
import { AddressValue } from '../address.dto.js';
import { LINK_WAYS } from '../party-sources.js';
import { LINKABLE_KINDS, RECORD_KINDS } from '../record-types.js';
import { RELATIONS, type Relation } from '../records.types.js';

export class LinkRecordRequest {
  @IsIn(LINKABLE_KINDS)
  kind: string;

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
  kind: string;

  /** Always `linked`. */
  @IsIn(['linked'])
  relation: 'linked';
}

/** An account that came to the record: by its number, by invitation or by the project it belongs to. */
export class RecordLinkDto {
  /** Id of the link, for `unlinkRecord`. @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** Name of the account's owner. @example "Demo Resident" */
  name: string;

  /** Business of a contractor's account. @example "Demo Contracting" */
  businessName: string | null;

  /** `owner` for a co-owner by invitation. */
  @IsIn(RELATIONS)
  relation: Relation;

  /** How it came; who is here by `project` goes with the project. */
  @IsIn(LINK_WAYS)
  by: string;

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
  kind: string;

  /** @example Fence */
  typeName: string;

  /** The status in words. @example "In review" */
  statusLabel: string;

  /** Where it is about; null when it is about no place. */
  address: AddressValue | null;

  /** `owner` for a co-owner by invitation. */
  @IsIn(RELATIONS)
  relation: Relation;

  /** How I came to it. */
  @IsIn(LINK_WAYS)
  by: string;

  /** @example 2026-03-02T15:04:05Z */
  linkedAt: string;
}

export class MyRecordLinkPageDto {
  items: MyRecordLinkDto[];
  nextCursor: string | null;
}
