import { setTimeout as sleep } from 'node:timers/promises';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
export type StopSignal = (typeof SIGNALS)[number];

/** npm passes a terminal's Ctrl-C on a second time; only later ones are meant. */
const SAME_REQUEST_MILLISECONDS = 1000;
const LOOK_AFTER_PARENT_MILLISECONDS = 250;

/** How long the last that is left to do may take when somebody cannot wait. */
const LAST_SECONDS = 10;

/** Resolves when the process is told to stop. Whoever tells it again, a moment later, ends it as soon as `last` is done. */
export function toldToStop(last: () => Promise<void>): Promise<StopSignal> {
  return new Promise((resolve) => {
    let told: number | undefined;
    let isEnding = false;
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (told === undefined) {
          told = Date.now();
          resolve(signal);
        } else if (!isEnding && Date.now() - told > SAME_REQUEST_MILLISECONDS) {
          isEnding = true;
          const patience = sleep(LAST_SECONDS * 1000, undefined, { ref: false });
          void Promise.race([last(), patience]).finally(() => process.exit(1));
        }
      });
    }
    if (process.env.npm_lifecycle_event) void parentGone().then(() => resolve('SIGTERM'));
  });
}

/** Between npm and its script stands a shell, which dies of the signal that npm passes on and tells nobody. */
function parentGone(): Promise<void> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    const look = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(look);
      resolve();
    }, LOOK_AFTER_PARENT_MILLISECONDS);
    look.unref();
  });
}
