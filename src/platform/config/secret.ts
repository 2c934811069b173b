import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The portal's signing secret when `JWT_SECRET` is unset: made at the first start and kept in `DATA_DIR`, readable by its owner only. */
export function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'jwt-secret');
  return read(path) ?? make(dataDir, path);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function make(dataDir: string, path: string): string {
  // Others may enter the folder (the database server has a user of its own) but not look around in it.
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600 });
  try {
    // A link appears whole or not at all, so of two portals that start together both use the first one's.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return read(path)!;
}
