/** What is typed into a form, kept in the tab until it is sent: through a reload, a lost session and a wrong step back. */
const keyOf = (name: string) => `form:${name}`;

export function keptValues(name: string): object {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(name)) ?? '{}') as object;
  } catch {
    return {};
  }
}

export function keepValues(name: string, values: Record<string, unknown>, secrets: readonly string[]): void {
  const kept = Object.fromEntries(Object.entries(values).filter(([field]) => !secrets.includes(field)));
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify(kept));
  } catch {
    // A full or forbidden store costs the draft, not the form.
  }
}

export function forgetValues(name: string): void {
  sessionStorage.removeItem(keyOf(name));
}
