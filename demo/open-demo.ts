import { AccountsService } from '../src/modules/accounts/index.js';
import { Clock } from '../src/platform/time/clock.js';
import type { Portal } from '../src/portal.js';
import { fillDemoCity } from './city.js';
import { DEMO_SIGN_INS } from './people.js';
import { DEMO_PASSWORD } from './portal-client.js';

/** For the API document, whose page lets one sign in. */
export const SIGN_INS = { password: DEMO_PASSWORD, accounts: DEMO_SIGN_INS };

type Environment = Record<string, string | undefined>;

/**
 * A portal that stands all by itself gets the demo city: one with its own database, its own mailbox, its own payment page and no
 * administrator of anybody's. `DEMO=off` leaves it empty.
 */
export function wantsDemo({ NODE_ENV, DATABASE_URL, SMTP_URL, PAYMENT_PROVIDER, ADMIN_EMAIL, DEMO }: Environment): boolean {
  return NODE_ENV !== 'production' && !DATABASE_URL && !SMTP_URL && PAYMENT_PROVIDER !== 'stripe' && !ADMIN_EMAIL && DEMO !== 'off';
}

/** Lets the demo's administrator in with the password that is printed, and nobody from other machines. */
export function withDemoAdministrator(environment: Environment): Environment {
  return { HOST: '127.0.0.1', ...environment, ADMIN_EMAIL: 'demo.administrator@example.com', ADMIN_PASSWORD: DEMO_PASSWORD };
}

/** Fills the demo city once and tells how to sign in. */
export async function openDemo({ app, url }: Portal): Promise<void> {
  if (!(await app.get(AccountsService, { strict: false }).findByEmail('public', 'demo.resident@example.com'))) {
    console.log('Filling the demo city with a little life …\n');
    await fillDemoCity({ url, clock: app.get(Clock), administrator: { login: 'administrator', password: DEMO_PASSWORD } });
  }
  const width = Math.max(...DEMO_SIGN_INS.map(({ login }) => login.length));
  const lines = DEMO_SIGN_INS.map(({ profile, login, is }) => `  ${profile.padEnd(10)}  ${login.padEnd(width)}  ${is}`);
  console.log(`Sign in with the password "${DEMO_PASSWORD}":\n${lines.join('\n')}\n`);
}
