import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectFolder } from '../src/platform/config/project-folder.js';
import { portalPaths } from '../src/modules/notifications/index.js';
import { apiRoutes, codesOf } from './support/contract.js';

/** The addresses of the front end, as its table of routes has them. */
const routes = [...readFileSync(join(projectFolder(), 'web', 'src', 'routes.tsx'), 'utf8').matchAll(/\bpage\('([^'*]+)'/g)].map(
  ([, path]) => path,
);
const patterns = routes.map((path) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`));

it.each(Object.entries(portalPaths).map(([page, path]) => [page, typeof path === 'string' ? path : path('RST-2026-00017')]))(
  'the front end has the page that letters call %s: %s',
  (_page, path) => {
    expect(patterns.some((pattern) => pattern.test(path))).toBe(true);
  },
);

it.each(['/account/verify-email', '/account/reset-password', '/business-transfers/accept', '/record-invitations', '/checkouts/an-id'])(
  'the front end has the page of links with a secret, and of payers who come back: %s',
  (path) => {
    expect(patterns.some((pattern) => pattern.test(path))).toBe(true);
  },
);

describe('docs/front-ends.md', () => {
  const document = readFileSync(join(projectFolder(), 'docs', 'front-ends.md'), 'utf8');
  const rows = document.split('\n').filter((line) => line.startsWith('|'));
  const cells = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

  it('lists just the pages that the portal leads to', () => {
    const told = cells.map(([first]) => /^`(\/[^`]*)`$/.exec(first!)?.[1]).filter((path) => path !== undefined);
    const ofLetters = Object.values(portalPaths).map((path) => (typeof path === 'string' ? path : path(':number')));
    expect([...told].sort()).toEqual([...new Set([...ofLetters, ...secretPages()])].sort());
  });

  it('names operations and refusals that there are, and tells each refusal that it names of an operation of its row', () => {
    const operations = new Set(apiRoutes.map(({ operation }) => operation.operationId));
    const own = cells.slice(2).map((row) => row.join(' '));
    for (const row of own) {
      for (const [, name] of row.matchAll(/`([a-z]+[A-Z]\w*)`/g)) {
        if (!['redirectUrl', 'checkoutId'].includes(name!)) expect([name, operations.has(name!)]).toEqual([name, true]);
      }
      for (const [, code] of row.matchAll(/`([a-z-]+\.[a-z-]+)`/g)) {
        const ofRow = apiRoutes.filter(({ operation }) => row.includes(`\`${operation.operationId}\``));
        const known = ofRow.some((route) =>
          Object.keys(route.operation.responses).some((status) => codesOf(route, Number(status)).has(code!)),
        );
        expect([code, known]).toEqual([code, true]);
      }
    }
  });
});

/** Where links with a secret lead, and payers who come back: as the sources put them together. */
function secretPages(): string[] {
  const sources = globSync('src/modules/**/*.ts', { cwd: projectFolder() }).map((file) =>
    readFileSync(join(projectFolder(), file), 'utf8'),
  );
  const paths = sources.flatMap((source) => [
    ...[...source.matchAll(/frontEndUrl\}(\/[\w/{}-]+)/g)].map(([, path]) => path!),
    ...[...source.matchAll(/this\.url\('(\/[^']+)'/g)].map(([, path]) => path!),
  ]);
  return paths.map((path) => path.replace(/\{(\w+)\}/g, ':$1'));
}
