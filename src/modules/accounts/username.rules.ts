const LONGEST = 40;

/** A username for an account that the city makes: `demo.owner@example.com` → `demo.owner`, and `demo.owner-2` when that one is taken. */
export function usernameFrom(email: string, attempt: number): string {
  const local = email
    .slice(0, email.lastIndexOf('@'))
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+/, '');
  const stem = local.length >= 3 ? local : `owner-${local}`.replace(/-$/, '');
  const ending = attempt === 1 ? '' : `-${attempt}`;
  return stem.slice(0, LONGEST - ending.length) + ending;
}
