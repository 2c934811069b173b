import { applyDecorators } from '@nestjs/common';
import { IsEmail, Matches } from 'class-validator';

/** An e-mail address as mailboxes have them: the mail of the city goes to one place, and nothing in it becomes a header. */
export const IsMailbox = () =>
  applyDecorators(
    IsEmail({ allow_utf8_local_part: false }),
    Matches(/^[^\s"]*$/, { message: 'must be an e-mail address such as name@example.org' }),
  );
