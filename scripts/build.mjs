import { createHash } from 'node:crypto';
import { copyFileSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { transform, version } from '@swc/core';
import { buildWeb } from './build-web.mjs';

/*
 * Builds the portal into dist/: TypeScript without its types, in the same way as the tests run it, and the files that stand beside
 * it. Only what has changed is built. Types are for `npm run typecheck`, the API document for `npm run openapi`.
 */
const PROJECT = join(import.meta.dirname, '..');
const DIST = join(PROJECT, 'dist');
const FOLDERS = ['src', 'migrations', 'demo'];
const OPTIONS = {
  jsc: {
    target: 'es2024',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
  },
  module: { type: 'es6' },
  sourceMaps: true,
  inlineSourcesContent: false,
};

const pattern = (ending) => FOLDERS.map((folder) => `${folder}/**/*.${ending}`);
const isBuilt = (path) => !/\.(spec|d)\.ts$/.test(path);
const sources = globSync(pattern('ts'), { cwd: PROJECT }).filter(isBuilt);
const companions = globSync(pattern('{hbs,html,css,csv}'), { cwd: PROJECT });

forgetOtherBuilds();
const [built] = await Promise.all([inTurn(sources, build, 8), inTurn(companions, copy, 8)]);
const stale = removeWhatHasNoSource();
if (built > 0 || stale > 0) console.log(`Built ${built} files.`);
if (await buildWeb()) console.log('Built the front end.');

/** What another version of this script or of the compiler has built is built anew. */
function forgetOtherBuilds() {
  const stamp = join(DIST, '.built-by');
  const builder = createHash('sha256')
    .update(readFileSync(import.meta.filename))
    .update(version)
    .digest('hex');
  if (read(stamp) === builder) return;
  for (const folder of FOLDERS) rmSync(join(DIST, folder), { recursive: true, force: true });
  mkdirSync(DIST, { recursive: true });
  writeFileSync(stamp, builder);
}

async function build(source) {
  const target = join(DIST, source.replace(/\.ts$/, '.js'));
  const from = join(PROJECT, source);
  const { mtime } = statSync(from);
  if (mtimeOf(target) === mtime.getTime()) return 0;
  const { code, map } = await transform(readFileSync(from, 'utf8'), {
    ...OPTIONS,
    filename: from,
    sourceFileName: relative(dirname(target), from),
    sourceRoot: '',
  });
  const name = target.split('/').at(-1);
  put(`${target}.map`, map, mtime);
  put(target, `${code}//# sourceMappingURL=${name}.map\n`, mtime);
  return 1;
}

function copy(source) {
  const target = join(DIST, source);
  const { mtime } = statSync(join(PROJECT, source));
  if (mtimeOf(target) === mtime.getTime()) return 0;
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(join(PROJECT, source), target);
  utimesSync(target, mtime, mtime);
  return 1;
}

/** Whole or not at all, as another start may be reading; as old as its source, by which the next build knows it. */
function put(target, text, mtime) {
  mkdirSync(dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}`;
  writeFileSync(draft, text);
  utimesSync(draft, mtime, mtime);
  renameSync(draft, target);
}

function removeWhatHasNoSource() {
  const expected = new Set([...companions, ...sources.map((source) => source.replace(/\.ts$/, '.js'))]);
  const gone = globSync(
    FOLDERS.map((folder) => `${folder}/**/*.{js,hbs,html,css,csv}`),
    { cwd: DIST },
  ).filter((path) => !expected.has(path));
  for (const path of gone) for (const ending of ['', '.map']) rmSync(join(DIST, path + ending), { force: true });
  return gone.length;
}

async function inTurn(items, work, atOnce) {
  const queue = items.values();
  const counts = [];
  const worker = async () => {
    for (const item of queue) counts.push(await work(item));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return counts.reduce((sum, count) => sum + count, 0);
}

function mtimeOf(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtime.getTime();
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
