import type { Shape } from '../api/types';
import { queryClient } from '../api/query-client';
import { accessToken, currentAccount, subscribe } from './session';

const TRY_AGAIN_MS = 5000;

let following: AbortController | undefined;
let account: string | undefined;
let lastEventId: string | undefined;

/** While a page is in sight, what the portal says has changed is read anew at once. Out of sight it would only hold a connection. */
export function followChanges(): void {
  document.addEventListener('visibilitychange', startOrStop);
  subscribe(startOrStop);
  startOrStop();
}

function startOrStop(): void {
  const wanted = document.visibilityState === 'visible' ? currentAccount()?.id : undefined;
  if (following && wanted === account) return;
  following?.abort();
  following = undefined;
  if (!wanted) return;
  if (wanted !== account) lastEventId = undefined;
  account = wanted;
  following = new AbortController();
  void follow(following.signal);
}

async function follow(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await listen(signal).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
  }
}

async function listen(signal: AbortSignal): Promise<void> {
  const headers = { Authorization: `Bearer ${await accessToken()}`, ...(lastEventId ? { 'Last-Event-ID': lastEventId } : {}) };
  const response = await fetch('/v1/changes', { headers, signal });
  if (!response.ok || !response.body) return;
  let text = '';
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const messages = (text + part.value).split('\n\n');
    text = messages.pop()!;
    for (const message of messages) read(message);
  }
}

function read(message: string): void {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(message)?.[1];
  lastEventId = field('id') ?? lastEventId;
  const data = field('data');
  if (data) readAnew(JSON.parse(data) as Shape<'ChangesDto'>);
}

/** Keys of queries name what they are about: a record by its number. */
function readAnew({ records, messages, cart, everything }: Shape<'ChangesDto'>): void {
  const names = new Set(['dashboard', 'inspections', ...records, ...(messages.length > 0 ? ['letters'] : []), ...(cart ? ['cart'] : [])]);
  void queryClient.invalidateQueries(everything ? {} : { predicate: ({ queryKey }) => queryKey.some((part) => names.has(String(part))) });
}
