import { useSyncExternalStore } from 'react';
import { currentAccount, subscribe, type Account } from './session';

/** Who is signed in; undefined for a visitor. */
export function useAccount(): Account | undefined {
  return useSyncExternalStore(subscribe, currentAccount);
}
