const swc = [
  '@swc/jest',
  {
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
    },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

/** Rules beside the code, modules and stories under test/; every suite gets its own clone of one migrated database. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': swc },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  // The suites wait for the database as much as they compute.
  maxWorkers: '100%',
  // ES modules of finished suites stay in a worker's memory until it is replaced.
  workerIdleMemoryLimit: '2GB',
  // Starting the portal takes seconds on a busy machine.
  testTimeout: 60_000,
  setupFiles: ['<rootDir>/test/support/nest-first.mjs'],
};
