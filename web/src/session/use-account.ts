import { use, useSyncExternalStore } from 'react';
import { currentAccount, sessionRestored, subscribe, type Account } from './session';

/** Who is signed in; undefined for a visitor. Suspends while that is being found out. */
export function useAccount(): Account | undefined {
  use(sessionRestored);
  return useSyncExternalStore(subscribe, currentAccount);
}
