import { relative } from 'node:path';
import { CityProfile } from './modules/city/index.js';
import type { Portal } from './portal.js';

/** Tells whoever started the portal where to look. In production the log alone speaks. */
export function announce({ app, settings, url }: Portal): void {
  if (settings.production) return;
  const lines = [
    ['Portal', url],
    ['API document', `${url}/docs`],
    ...(settings.smtpUrl ? [] : [['Mailbox', `${url}/dev/mailbox`]]),
    ...(settings.databaseUrl ? [] : [['Database', `PostgreSQL in ${relative(process.cwd(), settings.dataDir) || '.'}/postgres`]]),
  ];
  const width = Math.max(...lines.map(([label]) => label!.length));
  console.log(
    `\n${app.get(CityProfile).name}: the portal is ready\n${lines.map(([label, where]) => `  ${label!.padEnd(width)}  ${where}`).join('\n')}\n`,
  );
}
