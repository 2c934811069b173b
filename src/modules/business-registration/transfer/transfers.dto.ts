import { Type } from 'class-transformer';
import { IsNotEmpty, IsOptional, IsString, Length, MaxLength, ValidateNested } from 'class-validator';
import { OwnersAndContactsStepRequest } from '../steps/steps.dto.js';
import { PlainName } from '../../../platform/text/plain-name.js';
import { IsMailbox } from '../../../platform/text/mailbox.js';

export class OfferTransferRequest {
  /** Who is to take the business over; need not have an account yet. @example successor@example.com */
  @IsMailbox()
  @MaxLength(254)
  email: string;
}

export class AcceptTransferRequest {
  /** From the link in the invitation. */
  @IsString()
  @Length(1, 200)
  token: string;

  /** The legal name from now on, when it changes with the owner. @example "Demo Bakery Two LLC" */
  @IsOptional()
  @IsString()
  @Length(1, 120)
  @PlainName()
  legalName?: string;

  /** The name over the door from now on, when it changes with the owner. @example "Demo Bakery" */
  @IsOptional()
  @IsString()
  @MaxLength(120)
  @PlainName()
  dbaName?: string;

  /** Who owns it and who is called from now on. */
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => OwnersAndContactsStepRequest)
  ownersAndContacts: OwnersAndContactsStepRequest;
}
