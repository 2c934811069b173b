const MOST_CHARACTERS = 120;
/** Names that Windows keeps for devices. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A file name that is safe in every file system, header and listing: no folders, no control characters, nothing that turns the
 * reading direction, a bounded length. Its extension stays.
 */
export function safeFileName(given: string): string {
  const name = given
    .normalize('NFC')
    .replace(/^.*[/\\]/su, '')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 ? name.slice(dot).slice(0, 20) : '';
  const base = [...(dot > 0 ? name.slice(0, dot) : name)]
    .slice(0, MOST_CHARACTERS - extension.length)
    .join('')
    .trim();
  const safe = `${base || 'document'}${extension}`;
  return RESERVED.test(safe) ? `_${safe}` : safe;
}
