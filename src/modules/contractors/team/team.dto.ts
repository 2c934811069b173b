import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { ContractorAccountDto } from '../contractors.dto.js';
import { MEMBER_ROLES, type MemberRole } from '../contractor.status.js';
import { PlainName } from '../../../platform/text/plain-name.js';
import { IsMailbox } from '../../../platform/text/mailbox.js';

export class ContractorMemberDto extends ContractorAccountDto {
  /** Since when it acts for the contractor. */
  since: string;
}

export class ContractorInvitationDto {
  id: string;

  /** @example "crew@example.com" */
  email: string;

  /** What the account may do once it has accepted. */
  @IsIn(MEMBER_ROLES)
  role: MemberRole;

  invitedAt: string;

  /** Until when the link in the message can be used. */
  expiresAt: string;
}

export class ContractorTeamDto {
  /** Those who act for the contractor, managers first. */
  members: ContractorMemberDto[];

  /** Those who have been asked and have not accepted; empty for members. */
  invitations: ContractorInvitationDto[];
}

export class InviteContractorMemberRequest {
  /** Where the invitation goes, and what the member signs in with. @example "crew@example.com" */
  @IsMailbox()
  @MaxLength(254)
  email: string;

  /** `manager` may do everything; `member` all but renewing, inviting and removing. */
  @IsIn(MEMBER_ROLES)
  role: MemberRole;

  /** Of the person; only for an account that has to be made. @example "Demo Foreman" */
  @IsOptional()
  @IsString()
  @Length(1, 120)
  @PlainName()
  name?: string;
}

export class ChangeContractorMemberRequest {
  @IsIn(MEMBER_ROLES)
  role: MemberRole;
}

export class AcceptInvitationRequest {
  /** From the link in the message. @example "AZm1n2o3Q3iP0c8.9qX5" */
  @IsString()
  @Length(1, 400)
  token: string;
}

/** What an invitation offers, for whoever holds its link. */
export class ContractorInvitationOfferDto {
  /** @example "CON-2026-00012" */
  number: string;

  /** @example "Demo Fence Company" */
  businessName: string;

  /** What the account may do once it has accepted. */
  @IsIn(MEMBER_ROLES)
  role: MemberRole;

  /** The address that it was sent to, and with which whoever accepts signs in. @example "crew@example.com" */
  email: string;

  /** Whether the account has a password already, and so has to be signed in to accept. */
  signInToAccept: boolean;
}

export class InvitationAcceptedDto {
  /** @example "CON-2026-00012" */
  number: string;

  /** @example "Demo Fence Company" */
  businessName: string;

  @IsIn(MEMBER_ROLES)
  role: MemberRole;

  /** Where an account that was made by the invitation chooses its first password; null when it has one. */
  choosePasswordUrl: string | null;
}
