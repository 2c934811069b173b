import { IsBoolean, IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { AddressValue, RECORD_KINDS, RELATIONS, type Relation } from '../records/index.js';
import { INVITATION_STATES, type InvitationState } from './invitation.status.js';
import { LETTER_STATES, type LetterState } from './invitation-letters.js';
import { WithoutLinks } from '../../platform/text/plain-name.js';
import { BlankIsAbsent } from '../../platform/http/blank-is-absent.decorator.js';
import { IsMailbox } from '../../platform/text/mailbox.js';

export class InviteToRecordRequest {
  /** Whom to invite; an account is not needed yet. @example "partner@example.com" */
  @BlankIsAbsent()
  @IsMailbox()
  @MaxLength(254)
  email: string;

  /**
   * What they become: `linked` (the default) follows the record, pays, schedules inspections and adds files; `owner` is a co-owner,
   * who may also change the application and invite others to follow it, but not remove the first owner. Co-owners only on permits
   * and projects.
   */
  @IsOptional()
  @IsIn(RELATIONS)
  relation?: Relation;

  /**
   * Whether they may also move and cancel the visits that others booked, and see the contact and the note that were left for the
   * inspector. Without it, somebody `linked` changes only what they booked themselves; a co-owner may anyway.
   */
  @IsOptional()
  @IsBoolean()
  managesVisits?: boolean;

  /** A few words of your own for the message, without links. @example "Please schedule the footing inspection." */
  @BlankIsAbsent()
  @IsOptional()
  @IsString()
  @Length(1, 500)
  @WithoutLinks()
  note?: string;
}

/** An invitation to a record, as its owner sees it. */
export class RecordInvitationDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** Where it was sent. @example "partner@example.com" */
  email: string;

  /** @example linked */
  @IsIn(RELATIONS)
  relation: Relation;

  /** Whether visits that others booked are theirs to see, move and cancel. */
  managesVisits: boolean;

  /** @example "Please schedule the footing inspection." */
  note: string | null;

  /** `replaced`: the address was invited again, and only the newer link counts. @example open */
  @IsIn(INVITATION_STATES)
  state: InvitationState;

  /** Who sent it; the city when its staff did. @example "Demo Resident" */
  invitedBy: string;

  /** @example 2026-03-02T15:04:05Z */
  invitedAt: string;

  /** @example 2026-03-16T15:04:05Z */
  expiresAt: string;

  /** When it was answered or taken back. */
  endedAt: string | null;

  /** Name of the account that accepted it; it may have another address than the one invited. @example "Demo Partner" */
  acceptedBy: string | null;

  /** How the message fares: `failed` when the mail system refused it for good. Null until it is written. @example sent */
  @IsIn(LETTER_STATES)
  letter: LetterState | null;
}

export class RecordInvitationPageDto {
  items: RecordInvitationDto[];
  nextCursor: string | null;
}

export class InvitationTokenRequest {
  /** From the link in the message. @example AZnzoX1UfE6aKz8PbxqaEA.c2VhbA */
  @IsString()
  @Length(1, 200)
  token: string;
}

/** What an invitation offers, for whoever holds its link. */
export class InvitationPreviewDto {
  /** @example ZAS-2026-00017 */
  number: string;

  /** @example permit */
  @IsIn(RECORD_KINDS)
  kind: string;

  /** @example Fence */
  typeName: string;

  /** Where it is about; null when it is about no place. */
  address: AddressValue | null;

  /** What you would become. @example linked */
  @IsIn(RELATIONS)
  relation: Relation;

  /** Who invites; the city when its staff did. @example "Demo Resident" */
  invitedBy: string;

  /** @example "Please schedule the footing inspection." */
  note: string | null;

  /** The address it was sent to, for the form of somebody who has no account yet. @example "partner@example.com" */
  email: string;

  /** @example 2026-03-16T15:04:05Z */
  expiresAt: string;
}

/** What you are now. */
export class JoinedRecordDto {
  /** @example ZAS-2026-00017 */
  number: string;

  @IsIn(RECORD_KINDS)
  kind: string;

  @IsIn(RELATIONS)
  relation: Relation;
}
