import { useEffect, useRef, useState } from 'react';
import { newIdempotencyKey } from '../../api/idempotency-key';
import { upload } from '../../api/upload';
import { ProblemError, wordsOf } from '../../problems/problem';

export interface Upload {
  /** The same for every try, so that a file whose answer was lost is not stored twice. */
  key: string;
  file: File;
  /** How much of it has been sent, from 0 to 1. */
  share: number;
  /** Why it has not arrived; when the line was lost, it is sent again by itself once it is back. */
  failure: { text: string; isLost: boolean } | null;
}

/** Files on their way to the portal: several at a time, each with its progress. */
export function useUploads<Stored>(to: string, fields: Record<string, string>, onDone: (stored: Stored) => void) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const stops = useRef(new Map<string, AbortController>());
  const change = (key: string, changes: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...changes } : one)));
  const forget = (key: string) => {
    stops.current.get(key)?.abort();
    setUploads((all) => all.filter((one) => one.key !== key));
  };

  async function send({ key, file }: Pick<Upload, 'key' | 'file'>): Promise<void> {
    const stop = new AbortController();
    stops.current.set(key, stop);
    change(key, { share: 0, failure: null });
    try {
      const onProgress = (share: number) => change(key, { share });
      const stored = await upload<Stored>(to, formOf(fields, file), onProgress, { key, stop: stop.signal });
      forget(key);
      onDone(stored);
    } catch (error) {
      if (stop.signal.aborted) return;
      change(key, { failure: { text: wordsOf(error), isLost: error instanceof ProblemError && error.isPassing } });
    }
  }

  function add(files: Iterable<File>): void {
    const added = [...files].map((file) => ({ key: newIdempotencyKey(), file, share: 0, failure: null }));
    setUploads((all) => [...all, ...added]);
    for (const one of added) void send(one);
  }

  useEffect(() => {
    const again = () => uploads.filter(({ failure }) => failure?.isLost).forEach((one) => void send(one));
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  });

  useEffect(() => {
    const running = stops.current;
    return () => running.forEach((stop) => stop.abort());
  }, []);

  return { uploads, add, send, forget };
}

function formOf(fields: Record<string, string>, file: File): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  // Last, so that the portal knows what it is when its content comes.
  form.append('file', file, file.name);
  return form;
}
