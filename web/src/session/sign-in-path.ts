interface Place {
  pathname: string;
  search?: string;
  hash?: string;
}

/** The sign-in page that leads back to a place afterwards. */
export function signInPath({ pathname, search = '', hash = '' }: Place): string {
  return `/sign-in?to=${encodeURIComponent(pathname + search + hash)}`;
}

/** The page where an account is made, which leads back, too. */
export function registerPath(place: Place): string {
  return signInPath(place).replace('/sign-in', '/register');
}

/** Where sign-in leads back to; only ever a page of this portal. */
export function placeAfterSignIn(search: URLSearchParams): string {
  const to = search.get('to') ?? '/dashboard';
  const target = URL.canParse(to, location.origin) ? new URL(to, location.origin) : undefined;
  if (!to.startsWith('/') || target?.origin !== location.origin) return '/dashboard';
  return target.pathname + target.search + target.hash;
}
