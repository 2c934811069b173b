import { queryClient } from './query-client';

/** Ask, and change nothing, though they are sent as something new. */
const MERE_QUESTIONS = /\/(fee-estimates|preview)$/;

const channel = new BroadcastChannel('frontcounter.changes');

// What is in sight is read anew at once, the rest when it is come back to.
channel.onmessage = () => void queryClient.invalidateQueries();

/** Tells the other tabs of this browser that something was changed here, so that all show the same. */
export function tellOtherTabs(method: string, path: string): void {
  if (method !== 'GET' && !MERE_QUESTIONS.test(path)) channel.postMessage(null);
}
