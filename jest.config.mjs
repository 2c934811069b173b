/*
 * Rules beside the code, modules and stories under test/. They run in bare Node: a worker loads the portal once, and every suite
 * has an application and a clone of the migrated database to itself.
 */
const bare = {
  testEnvironment: 'node',
  transform: {},
  runner: '<rootDir>/test/support/runner.mjs',
  setupFiles: ['<rootDir>/test/support/typescript.mjs', '<rootDir>/test/support/quiet.mjs'],
  setupFilesAfterEnv: ['<rootDir>/test/support/jest-globals.mjs'],
};
const onDatabase = {
  ...bare,
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};

export default {
  projects: [
    { ...bare, displayName: 'rules', testMatch: ['<rootDir>/src/**/*.spec.ts'] },
    { ...onDatabase, displayName: 'modules', testMatch: ['<rootDir>/test/modules/**/*.spec.ts'] },
    {
      ...onDatabase,
      displayName: 'stories',
      testMatch: ['<rootDir>/test/{api,platform}/**/*.spec.ts', '<rootDir>/test/*.spec.ts'],
    },
    {
      ...bare,
      displayName: 'web',
      globalSetup: '<rootDir>/test/support/web-setup.mjs',
      globalTeardown: '<rootDir>/test/support/web-teardown.mjs',
      testMatch: ['<rootDir>/test/web/**/*.spec.ts'],
    },
  ],
  // The suites wait for the database as much as they compute.
  maxWorkers: '100%',
};
