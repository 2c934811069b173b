import { useSyncExternalStore } from 'react';

let words = '';
const listeners = new Set<() => void>();

/** Says something to whoever listens to the page instead of looking at it. */
export function say(message: string): void {
  words = message;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Stands once in the shell. */
export function LiveRegion() {
  return (
    <div className="usa-sr-only" role="status" aria-live="polite">
      {useSyncExternalStore(subscribe, () => words)}
    </div>
  );
}
