interface Line {
  level?: string;
  time?: string;
  context?: string;
  msg?: string;
  err?: { message?: string; stack?: string; cause?: string };
}

const COLORS: Record<string, string> = {
  warn: '\u001b[33m',
  error: '\u001b[31m',
  fatal: '\u001b[31m',
  debug: '\u001b[2m',
  trace: '\u001b[2m',
};
const PLAIN = '\u001b[0m';

/** A line of JSON as somebody reads it who has started the portal in a terminal: `09:15:02 warn  Jobs  Took over the jobs of …`. */
export function forPeople(json: string): string {
  let line: Line;
  try {
    line = JSON.parse(json) as Line;
  } catch {
    return json;
  }
  const { level = 'info', time, context = '', msg, err } = line;
  const clock = time ? new Date(time).toTimeString().slice(0, 8) : '';
  const words = [msg, err?.stack ?? err?.message, err?.cause].filter(Boolean).join('\n');
  return `${COLORS[level] ?? ''}${clock} ${level.padEnd(5)} ${context.padEnd(10)} ${words}${PLAIN}\n`;
}
