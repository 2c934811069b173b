import { Type } from 'class-transformer';
import { IsEmail, IsNotEmpty, IsOptional, IsString, Length, MaxLength, ValidateNested } from 'class-validator';
import { Trimmed } from '../../../platform/http/trimmed.decorator.js';
import { OwnersAndContactsStepRequest } from '../steps/steps.dto.js';

export class OfferTransferRequest {
  /** Who is to take the business over; need not have an account yet. @example successor@example.com */
  @Trimmed()
  @IsEmail({}, { message: 'must be an e-mail address' })
  @MaxLength(254)
  email: string;
}

export class AcceptTransferRequest {
  /** From the link in the invitation. */
  @Trimmed()
  @IsString()
  @Length(1, 200)
  token: string;

  /** The legal name from now on, when it changes with the owner. @example "Demo Bakery Two LLC" */
  @IsOptional()
  @Trimmed()
  @IsString()
  @Length(1, 120)
  legalName?: string;

  /** The name over the door from now on, when it changes with the owner. @example "Demo Bakery" */
  @IsOptional()
  @Trimmed()
  @IsString()
  @MaxLength(120)
  dbaName?: string;

  /** Who owns it and who is called from now on. */
  @IsNotEmpty()
  @ValidateNested()
  @Type(() => OwnersAndContactsStepRequest)
  ownersAndContacts: OwnersAndContactsStepRequest;
}
