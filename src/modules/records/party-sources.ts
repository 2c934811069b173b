/** Why an account is party to a record, as far as records itself makes it one; modules above have words of their own. */

/** Typed its number. */
export const BY_NUMBER = 'link';

/** Was invited by e-mail and accepted. */
export const BY_INVITATION = 'invitation';

/** Is party to the project that the record belongs to. */
export const BY_PROJECT = 'project';
