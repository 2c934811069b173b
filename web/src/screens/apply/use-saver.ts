import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { forgetValues } from '../../forms/kept-values';
import { permitQuery } from '../record/record.queries';
import { applicationOf, toUpdate, type Application } from './application.rules';

export type SaveState = { is: 'saved' } | { is: 'saving' } | { is: 'failed'; error: unknown };

interface Saver {
  /** Sends what has changed since the last time; one after the other, so that the newest wins. */
  save: (application: Application) => Promise<void>;
  state: SaveState;
}

/** Keeps a draft with the portal as it is filled in. */
export function useSaver(type: Shape<'PermitTypeDto'>, permit: Shape<'PermitDto'>, formName: string): Saver {
  const client = useQueryClient();
  const [state, setState] = useState<SaveState>({ is: 'saved' });
  const save = useMemo(() => {
    const { number } = permit;
    let saved: Record<string, unknown> = toUpdate(type, applicationOf(type, permit));
    let last: Promise<void> = Promise.resolve();

    async function send(application: Application): Promise<void> {
      const update = toUpdate(type, application);
      const body = changed(saved, update);
      if (Object.keys(body).length === 0) return;
      setState({ is: 'saving' });
      try {
        const stored = await answer(api.PATCH('/v1/permits/{number}', { params: { path: { number } }, body }));
        saved = update;
        client.setQueryData(permitQuery(number).queryKey, stored);
        forgetValues(formName);
        setState({ is: 'saved' });
      } catch (error) {
        setState({ is: 'failed', error });
        throw error;
      }
    }

    return (application: Application) => {
      last = last.catch(() => undefined).then(() => send(application));
      return last;
    };
    // The first answer of the portal is where the form began; what came later came from here.
  }, [type.code, permit.number]);
  return { save, state };
}

/** The parts that differ. */
function changed<Parts extends object>(before: Record<string, unknown>, now: Parts): Partial<Parts> {
  const differs = ([part, value]: [string, unknown]) => JSON.stringify(before[part]) !== JSON.stringify(value);
  return Object.fromEntries(Object.entries(now).filter(differs)) as Partial<Parts>;
}
