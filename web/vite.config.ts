import { join } from 'node:path';
import { defineConfig } from 'vite';

/** The portal that answers while pages are worked on: `PORTAL=http://localhost:4000 npm run web`. */
const portal = process.env.PORTAL ?? 'http://localhost:3000';

export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: join(import.meta.dirname, '../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    // The portal's content policy allows no data: scripts or fonts, and small files travel well over one connection.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Libraries mark their files for servers that render; there is none here.
      onLog: (level, log, tell) => log.code === 'MODULE_LEVEL_DIRECTIVE' || tell(level, log),
      checks: { pluginTimings: false },
      output: {
        // On a slow line every file is another wait: what most pages need comes in three, and a page in one or two more.
        codeSplitting: {
          minSize: 4_000,
          includeDependenciesRecursively: false,
          groups: [
            // Not needed to read anything.
            { name: 'forms', test: /node_modules\/react-hook-form|web\/src\/forms/, priority: 2 },
            { name: 'libraries', test: /node_modules/, priority: 1 },
            { name: 'common', test: /web\/src\/(api|components|format|problems|session|shell)\// },
          ],
        },
      },
    },
  },
  server: {
    proxy: Object.fromEntries(['/v1', '/sandbox', '/problems', '/dev', '/docs'].map((path) => [path, portal])),
  },
});
