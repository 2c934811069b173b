import { buildMessage, ValidateBy } from 'class-validator';

/** Endings that mail programs make a link of when no scheme stands before them. */
const ENDINGS =
  'com|net|org|edu|gov|mil|info|biz|name|io|co|me|tv|cc|us|uk|ca|de|fr|nl|ru|cn|xyz|top|site|online|shop|store|link|click|live|app|dev|page|web|club|vip|icu|ly';

/** What can be clicked, with or without a scheme. */
const LINK = new RegExp(`:\\/\\/|\\bwww\\.|\\bmailto:|(?<=[\\p{L}\\p{N}])\\.(?:${ENDINGS})(?![\\p{L}\\p{N}-])`, 'iu');

/** Joiners are letters' own in some scripts; what else cannot be seen can only deceive. */
const ONE_LINE = /^(?:[^\p{C}\u2028\u2029<>]|[\u200c\u200d])*$/u;

export function isPlainName(text: string): boolean {
  return ONE_LINE.test(text) && !LINK.test(text);
}

/** For what names a person, a firm or a place: the city's letters repeat it, and must not be made to say something else. */
export const PlainName = () => passes('plainName', isPlainName, 'must be one line of text, without links and without < and >');

/** For words of one's own that a letter quotes. */
export const WithoutLinks = () => passes('withoutLinks', (text) => !LINK.test(text), 'must not contain links');

function passes(name: string, rule: (text: string) => boolean, message: string): PropertyDecorator {
  const validator = {
    validate: (value: unknown) => typeof value === 'string' && rule(value),
    defaultMessage: buildMessage(() => message),
  };
  return ValidateBy({ name, validator });
}
