import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

/*
 * Builds the residents' front end into dist/web, when it is not built yet from just these files, and what is text in it also compressed.
 */
const PROJECT = join(import.meta.dirname, '..');
const DIST = join(PROJECT, 'dist');
const BUILT = join(DIST, 'web');
const STAMP = join(DIST, '.web-built-from');

/** Builds it if need be; tells whether it did. */
export async function buildWeb() {
  const wanted = sourceHash();
  if (exists(BUILT) && read(STAMP) === wanted) return false;
  // Under test, too, what people will run.
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  // Whole or not at all, as another start may be reading.
  const draft = join(DIST, `web.${process.pid}`);
  await build({ configFile: join(PROJECT, 'web/vite.config.ts'), logLevel: 'warn', build: { outDir: draft } });
  await compress(draft);
  mkdirSync(DIST, { recursive: true });
  rmSync(BUILT, { recursive: true, force: true });
  renameSync(draft, BUILT);
  writeFileSync(STAMP, wanted);
  return true;
}

/** Once here, so that nobody waits for it later. */
async function compress(folder) {
  const files = globSync('**/*.{html,js,css,svg}', { cwd: folder }).map((file) => join(folder, file));
  await Promise.all(
    files.map(async (file) => {
      const content = readFileSync(file);
      writeFileSync(`${file}.br`, await promisify(brotliCompress)(content));
      writeFileSync(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
    }),
  );
}

function sourceHash() {
  const hash = createHash('sha256');
  const files = globSync(['web/**/*.{ts,tsx,css,svg,html,woff2}', 'package-lock.json', 'scripts/build-web.mjs'], { cwd: PROJECT });
  for (const file of files.filter((path) => !path.endsWith('.d.ts')).sort())
    hash.update(`${file}\n`).update(readFileSync(join(PROJECT, file)));
  return hash.digest('hex');
}

function exists(path) {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function read(path) {
  return exists(path) ? readFileSync(path, 'utf8') : undefined;
}
