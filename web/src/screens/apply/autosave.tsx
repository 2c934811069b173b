import { useEffect } from 'react';
import { useFormContext } from 'react-hook-form';
import type { Application } from './application.rules';

/** How long typing pauses before what was typed is sent. */
const PAUSE_MS = 800;

/** Within the form: sends the draft whenever typing pauses. */
export function Autosave({ save }: { save: (application: Application) => Promise<void> }) {
  const { subscribe } = useFormContext<Application>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = subscribe({
      formState: { values: true },
      callback: ({ values }) => {
        clearTimeout(timer);
        // How it went is told beside the button; the form itself is not refused for it.
        timer = setTimeout(() => void save(structuredClone(values)).catch(() => undefined), PAUSE_MS);
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [save, subscribe]);
  return null;
}
