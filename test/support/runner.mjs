import { createRunner } from 'jest-light-runner';

const LightRunner = createRunner({ runtime: 'child_process' });

/** One project after the other: the runner keeps workers of its own for each, and in a single process can only leave one. */
export default class ProjectsInTurn extends LightRunner {
  async runTests(tests, ...rest) {
    for (const suites of Map.groupBy(tests, ({ context }) => context.config).values()) await super.runTests(suites, ...rest);
  }
}
