import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { standaloneApiDocument } from '../dist/document/src/openapi.js';

// Writes openapi/openapi.json from the build of `nest build`, which knows comments and types; with --check it only tells whether the committed one is still true.
const path = join(import.meta.dirname, '..', 'openapi', 'openapi.json');
const text = `${JSON.stringify(await standaloneApiDocument(), null, 2)}\n`;

if (process.argv.includes('--check')) {
  const committed = await readFile(path, 'utf8').catch(() => '');
  if (committed === text) process.exit(0);
  const difference = firstDifference(committed.split('\n'), text.split('\n'));
  console.error(`openapi/openapi.json is not what the code says (line ${difference}). Run "npm run openapi" and commit it.`);
  process.exit(1);
}
await writeFile(path, text);
process.exit(0);

function firstDifference(before, after) {
  const index = after.findIndex((line, number) => line !== before[number]);
  return (index === -1 ? after.length : index) + 1;
}
