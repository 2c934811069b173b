import { registerHooks } from 'node:module';
import { addEventHandler, getState } from 'jest-circus';

/*
 * `@jest/globals` for specs that run in bare Node: what the runner has laid out, with the time limits that it leaves out.
 */
/** Pages are walked through in a browser that shares a busy machine with everything else. */
const USUAL_LIMIT = process.env.TEST_BROWSER ? 180_000 : 60_000;
/** By file: each has a state of its own. */
const limits = new WeakMap();

export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } = globalThis;
export const jest = Object.assign(globalThis.jest, { setTimeout: (limit) => limits.set(getState(), limit) });

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals' ? { url: import.meta.url, shortCircuit: true } : next(specifier, context),
});

addEventHandler(({ name }, state) => {
  if (name === 'add_test') limit(state.currentDescribeBlock.children.at(-1), state);
  if (name === 'add_hook') limit(state.currentDescribeBlock.hooks.at(-1), state);
});

function limit(entry, state) {
  const { fn, asyncError } = entry;
  entry.fn = async () => {
    let timer;
    const milliseconds = entry.timeout ?? limits.get(state) ?? USUAL_LIMIT;
    const tooLong = new Promise((_resolve, reject) => {
      timer = setTimeout(() => {
        asyncError.message = `Took longer than ${milliseconds} ms.`;
        reject(asyncError);
      }, milliseconds);
    });
    try {
      await Promise.race([fn(), tooLong]);
    } finally {
      clearTimeout(timer);
    }
  };
}
