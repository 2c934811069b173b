import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useWatch } from 'react-hook-form';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { money } from '../../format/money';
import { ProblemError } from '../../problems/problem';
import { toAddress } from '../../forms/address-field';
import { answersOf, centsOf, given, type Application } from './application.rules';

/** What the permit will cost, worked out anew as the answers change; the assessment is the same. */
export function Estimate({ type }: { type: Shape<'PermitTypeDto'> }) {
  const { data, error, isEnabled } = useEstimate(type);
  return (
    <aside className="panel estimate" aria-labelledby="estimate">
      <h2 id="estimate">Fees so far</h2>
      <div aria-live="polite">
        {data && (
          <>
            <p className="estimate__total">{money(data.totalCents)}</p>
            <ul>
              {data.lines.map(({ code, description, basis, amountCents, due }) => (
                <li key={code}>
                  {description}: {money(amountCents)}
                  <span className="usa-hint">
                    {basis}, {due === 'at-application' ? 'due with the application' : 'due before the permit is issued'}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
        {!isEnabled && !data && <p>{STILL_OPEN}</p>}
        {error && <p>{hint(error)}</p>}
      </div>
    </aside>
  );
}

function useEstimate(type: Shape<'PermitTypeDto'>) {
  const application = useDeferredValue(useWatch() as Application);
  const body = {
    permitType: type.code,
    valuationCents: centsOf(application.valuationCents) ?? 0,
    answers: given(answersOf(type.form, application.answers)),
    // What the city's list answers for the place counts, too.
    ...(application.address.parcelNumber ? { address: toAddress(application.address) } : {}),
  };
  return useQuery({
    queryKey: ['estimate', body],
    queryFn: () => answer(api.POST('/v1/fee-estimates', { body })),
    placeholderData: keepPreviousData,
    retry: false,
    // Before anything is answered there is nothing to work out; the portal says which answers it still needs.
    enabled: Object.keys(body.answers).length > 0 || body.valuationCents > 0 || type.form.length === 0,
  });
}

const STILL_OPEN = 'The fees show here as soon as the questions that decide them are answered.';

function hint(error: unknown): string {
  const isOpen = error instanceof ProblemError && error.status === 422;
  return isOpen ? STILL_OPEN : 'The fees cannot be worked out right now.';
}
