/**
 * What must not stand in a log, as it looks in a line of JSON. Escaped characters come first in the pattern, so that no match starts
 * in the middle of one and the line stays JSON.
 */
const PRIVATE =
  /\\(?:u[\da-f]{4}|.)|(?<detail>(?:detail: |Failing row contains ?)(?:\\[^n]|[^"\\])*)|(?<value>invalid input (?:syntax|value) for [^"\\]+\\"(?:\\[^"]|[^"\\])*\\")|(?<token>\beyJ[\w-]+\.[\w-]+\.[\w-]*|\bBearer [\w.~+/-]+=*)|(?<parameter>(?<=[?&](?:token|code|secret|key|password|signature)=)[^&\s"\\]+)|(?<email>[\w.%+-]+@[\w-]+(?:\.[\w-]+)+)/gi;

/** Strikes out what tells of a person or opens a door: e-mail addresses, tokens, and the rows that PostgreSQL quotes in its errors. */
export function redact(line: string): string {
  return line.replace(PRIVATE, (match, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Record<string, string | undefined>;
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined);
    return kind ? `[${kind}]` : match;
  });
}

/** What may be told of an error to those who look after the portal: no rows, no addresses, no SQL. */
export function redactedMessage(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  const code = (error as { code?: unknown }).code;
  const constraint = (error as { constraint?: unknown }).constraint;
  if (typeof code === 'string' && /^[\dA-Z]{5}$/.test(code)) {
    return `The database refused it (${[code, constraint].filter(Boolean).join(', ')}).`;
  }
  const text = JSON.parse(redact(JSON.stringify(message))) as string;
  return text.replace(/(?:\/[\w.@-]+){2,}/g, '[path]').slice(0, 500);
}
