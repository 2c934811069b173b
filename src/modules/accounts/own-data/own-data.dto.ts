import { IsString, MaxLength } from 'class-validator';

export class CloseMyAccountDto {
  /** The password of the account. */
  @IsString()
  @MaxLength(1000)
  password: string;
}
