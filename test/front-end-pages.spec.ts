import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { projectFolder } from '../src/platform/config/project-folder.js';
import { portalPaths } from '../src/modules/notifications/index.js';

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
