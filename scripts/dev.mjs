import { execFileSync } from 'node:child_process';

// `npm run dev`: Node watches the sources and begins anew with each change. What has changed is built first, in a process of its own,
// since the front end is built as for production.
execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
await import('../dist/src/main.js');
