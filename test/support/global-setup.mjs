import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.ts';

/** One PostgreSQL for the whole run: the one in `TEST_DATABASE_URL`, or an embedded one that forgets everything. */
export default async function globalSetup() {
  // The stories of the front end have a setup of their own, which begins with this one.
  if (process.env.TEST_SERVER) return;
  // Some stories start and kill the portal as a process of its own.
  execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
  if (!process.env.TEST_DATABASE_URL) {
    const folder = mkdtempSync(join(tmpdir(), 'frontcounter-test-'));
    // As root the server has a user of its own, who must be let in.
    chmodSync(folder, 0o711);
    globalThis.embeddedPostgres = { folder, ...(await startEmbeddedPostgres(folder, { durable: false })) };
  }
  process.env.TEST_SERVER = process.env.TEST_DATABASE_URL ?? globalThis.embeddedPostgres.url;
  process.env.TEST_TEMPLATE = `frontcounter_template_${process.pid}`;
}
