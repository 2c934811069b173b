import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { forgetValues } from '../../forms/kept-values';
import { ProblemError } from '../../problems/problem';
import { permitQuery } from '../record/record.queries';
import { applicationOf, toUpdate, type Application } from './application.rules';

type Permit = Shape<'PermitDto'>;

export type SaveState =
  | { is: 'saved' }
  | { is: 'saving' }
  | { is: 'failed'; error: unknown }
  /** Another tab or another person has saved something else since it was read. */
  | { is: 'overtaken'; settle: (whose: 'mine' | 'theirs') => Promise<void> };

interface Saver {
  /** Sends what has changed since the last time; one after the other, so that the newest wins. */
  save: (application: Application) => Promise<void>;
  state: SaveState;
}

/** Keeps a draft with the portal as it is filled in. `onSettled` shows it anew, when somebody else had changed it. */
export function useSaver(type: Shape<'PermitTypeDto'>, permit: Permit, formName: string, onSettled: () => void): Saver {
  const client = useQueryClient();
  const [state, setState] = useState<SaveState>({ is: 'saved' });
  const save = useMemo(() => {
    const { number } = permit;
    const partsOf = (stored: Permit) => toUpdate(type, applicationOf(type, stored));
    // What the portal answered first is where the form began; what came later came from here, or is somebody else's.
    let base = { parts: partsOf(permit), version: permit.version };
    let last: Promise<void> = Promise.resolve();

    async function patch(body: object, version: number): Promise<Permit> {
      const params = { path: { number }, header: { 'If-Match': `"${version}"` } };
      const stored = await answer(api.PATCH('/v1/permits/{number}', { params, body }));
      client.setQueryData(permitQuery(number).queryKey, stored);
      forgetValues(formName);
      return stored;
    }

    async function send(application: Application): Promise<void> {
      const now = toUpdate(type, application);
      const mine = changed(base.parts, now);
      if (Object.keys(mine).length === 0) return;
      setState({ is: 'saving' });
      try {
        const { version } = await patch(mine, base.version);
        base = { parts: now, version };
        setState({ is: 'saved' });
      } catch (error) {
        if (!isStale(error)) throw error;
        await lookAtTheirs(application, mine, error);
      }
    }

    /** Whatever else has changed, such as a paper that came in, is no reason to ask. */
    async function lookAtTheirs(application: Application, mine: object, stale: ProblemError): Promise<void> {
      const theirs = await answer(api.GET('/v1/permits/{number}', { params: { path: { number } } }));
      if (Object.keys(changed(base.parts, partsOf(theirs))).length === 0) {
        base = { ...base, version: theirs.version };
        return send(application);
      }
      const settle = async (whose: 'mine' | 'theirs') => {
        if (whose === 'mine') await patch(mine, theirs.version);
        else client.setQueryData(permitQuery(number).queryKey, theirs);
        forgetValues(formName);
        onSettled();
      };
      setState({ is: 'overtaken', settle });
      throw ProblemError.told(412, { ...stale.problem, code: 'portal.overtaken', detail: OVERTAKEN });
    }

    return (application: Application) => {
      last = last.catch(() => undefined).then(() => send(application));
      last.catch((error: unknown) => {
        if (!(error instanceof ProblemError) || error.code !== 'portal.overtaken') setState({ is: 'failed', error });
      });
      return last;
    };
  }, [type.code, permit.number]);
  return { save, state };
}

const OVERTAKEN = 'Somebody else has changed this application in the meantime. Say above which of the two counts.';

function isStale(error: unknown): error is ProblemError {
  return error instanceof ProblemError && error.status === 412;
}

/** The parts that differ. */
function changed<Parts extends object>(before: Parts, now: Parts): Partial<Parts> {
  const differs = ([part, value]: [string, unknown]) => JSON.stringify((before as Record<string, unknown>)[part]) !== JSON.stringify(value);
  return Object.fromEntries(Object.entries(now).filter(differs)) as Partial<Parts>;
}
