/** Why an account is party to a record, as far as records itself makes it one; modules above have words of their own. */

/** Typed its number. */
export const BY_NUMBER = 'link';

/** Was invited by e-mail and accepted. */
export const BY_INVITATION = 'invitation';

/** Is party to the project that the record belongs to. */
export const BY_PROJECT = 'project';

/** Of whoever is party for these reasons alone, the owner has perhaps never heard. */
export const UNASKED: readonly string[] = [BY_NUMBER, BY_INVITATION, BY_PROJECT];
