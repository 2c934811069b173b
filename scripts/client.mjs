import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

// Writes the types of the client from the API document; with --check it only tells whether the committed ones are still true.
const root = join(import.meta.dirname, '..');
const path = join(root, 'client', 'src', 'schema.ts');
const document = JSON.parse(await readFile(join(root, 'openapi', 'openapi.json'), 'utf8'));
const text = `/* Written by "npm run client" from openapi/openapi.json. */\n${astToString(await openapiTS(document, { transform: filesAsBlobs, defaultNonNullable: false }))}`;

if (process.argv.includes('--check')) {
  if ((await readFile(path, 'utf8').catch(() => '')) === text) process.exit(0);
  console.error('client/src/schema.ts is not what openapi/openapi.json says. Run "npm run client" and commit it.');
  process.exit(1);
}
await writeFile(path, text);

/** What a browser sends and gets. */
function filesAsBlobs({ format }) {
  return format === 'binary' ? ts.factory.createTypeReferenceNode('Blob') : undefined;
}
