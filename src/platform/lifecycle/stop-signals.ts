const SIGNALS = ['SIGTERM', 'SIGINT'] as const;
export type StopSignal = (typeof SIGNALS)[number];

/** npm passes a terminal's Ctrl-C on a second time; only later ones are meant. */
const SAME_REQUEST_MILLISECONDS = 1000;

/** Resolves when the process is told to stop. Whoever tells it again, a moment later, ends it at once. */
export function toldToStop(): Promise<StopSignal> {
  return new Promise((resolve) => {
    let told: number | undefined;
    for (const signal of SIGNALS) {
      process.on(signal, () => {
        if (told === undefined) {
          told = Date.now();
          resolve(signal);
        } else if (Date.now() - told > SAME_REQUEST_MILLISECONDS) process.exit(1);
      });
    }
  });
}
