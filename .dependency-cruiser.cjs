const LEVELS = require('./scripts/levels.cjs');

const callsGoDown = LEVELS.flatMap((level, index) => {
  const notBelow = LEVELS.slice(0, index + 1).flat();
  return level.map((module) => ({
    name: `${module}-calls-down`,
    comment: `A module tells those beside and above it by publishing events; it calls only the ones below.`,
    severity: 'error',
    from: { path: `^src/modules/${module}/` },
    to: { path: `^src/modules/(${notBelow.filter((other) => other !== module).join('|')})/` },
  }));
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'What needs each other in a circle cannot be understood, tested or moved apart.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'front-door-only',
      comment: "A module is entered by its index.ts; what that does not export is nobody else's business.",
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/', pathNot: ['^src/modules/[^/]+/index\\.ts$', '^src/modules/$1/'] },
    },
    {
      name: 'composition-uses-front-doors',
      comment: 'So does whatever puts the portal together.',
      severity: 'error',
      from: { path: '^(src|demo)/', pathNot: '^src/modules/' },
      to: { path: '^src/modules/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'bench-uses-front-doors-and-rules',
      comment: 'A benchmark may also time a pure function by itself.',
      severity: 'error',
      from: { path: '^bench/' },
      to: { path: '^src/modules/', pathNot: ['^src/modules/[^/]+/index\\.ts$', '\\.rules\\.ts$'] },
    },
    {
      name: 'tests-use-front-doors',
      severity: 'error',
      from: { path: '^test/', pathNot: '^test/(modules|support)/' },
      to: { path: '^src/modules/', pathNot: '^src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'tests-of-a-module-know-its-inside',
      severity: 'error',
      from: { path: '^test/modules/([^/]+)/' },
      to: { path: '^src/modules/', pathNot: ['^src/modules/[^/]+/index\\.ts$', '^src/modules/$1/'] },
    },
    {
      name: 'support-knows-its-module',
      comment: 'The file of test/support that is named after a module is its door for the tests of others.',
      severity: 'error',
      from: { path: '^test/support/([^/.]+)' },
      to: { path: '^src/modules/', pathNot: ['^src/modules/[^/]+/index\\.ts$', '^src/modules/$1/'] },
    },
    ...callsGoDown,
    {
      name: 'every-module-has-a-storey',
      comment: 'A new module is entered in the table of levels first.',
      severity: 'error',
      from: {},
      to: { path: '^src/modules/', pathNot: `^src/modules/(${LEVELS.flat().join('|')})/` },
    },
    {
      name: 'platform-is-blind',
      comment: 'The ground floor knows no module and no city word.',
      severity: 'error',
      from: { path: '^src/platform/' },
      to: { path: '^(src/modules/|src/[^/]+\\.ts$|migrations/)' },
    },
    {
      name: 'rules-know-no-framework',
      comment: 'Rules, entities, statuses and events are plain: they can be read and tested without Nest.',
      severity: 'error',
      from: { path: '\\.(rules|entity|status|events)\\.ts$', pathNot: '\\.spec\\.ts$' },
      to: { path: 'node_modules/(@nestjs|express|nestjs-pino)/' },
    },
    {
      name: 'rules-are-pure',
      comment: 'Rules are functions of what they are given: no database, no files.',
      severity: 'error',
      from: { path: '\\.(rules|status)\\.ts$' },
      to: { path: '(node_modules/(@mikro-orm|kysely|pg)/|^src/platform/database/|^(node:)?(fs|http|net)$)' },
    },
    {
      name: 'controllers-touch-no-database',
      comment: 'A door delegates; services and queries talk to the database.',
      severity: 'error',
      from: { path: '\\.controller\\.ts$' },
      to: { path: '(node_modules/(@mikro-orm|kysely|pg)/|^src/platform/database/|\\.entity\\.ts$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sources-need-no-tests',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { path: '(^test/|^bench/|\\.spec\\.ts$)' },
    },
    {
      name: 'only-the-start-knows-the-demo',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '^src/main\\.ts$' },
      to: { path: '^demo/' },
    },
    {
      name: 'no-development-packages-in-production',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'declared-packages-only',
      comment: 'A package that is only there because another one needs it goes away with it.',
      severity: 'error',
      from: { path: '^(src|migrations)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    { name: 'everything-is-found', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
