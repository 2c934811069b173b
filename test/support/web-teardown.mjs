import globalTeardown from './global-teardown.mjs';

export default async function webTeardown() {
  await globalThis.browserServer?.close();
  await globalTeardown();
}
