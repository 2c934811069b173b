import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { use, useDeferredValue, useState } from 'react';
import { useController } from 'react-hook-form';
import { answer } from '../api/answer';
import { api } from '../api/client';
import { say } from '../components/live-region';
import { fieldId, FieldFrame, FormIdContext } from './field';
import { Suggestions } from './suggestions';

/** A contractor who was chosen. */
export interface Named {
  number: string;
  businessName: string;
}

/** Contractors by their names or numbers, as many as there are to be; the form's value is a list of `Named`. */
export function ContractorField({ name, label = 'Find a registered contractor' }: { name: string; label?: string }) {
  const { field } = useController({ name });
  const id = fieldId(use(FormIdContext), name);
  const [typed, setTyped] = useState('');
  const named = (field.value ?? []) as Named[];
  const found = useContractors(typed).filter(({ number }) => named.every((one) => one.number !== number));
  const choose = ({ number, businessName }: Named) => {
    field.onChange([...named, { number, businessName }]);
    setTyped('');
    say(`${businessName} was added.`);
  };
  const remove = ({ number, businessName }: Named) => {
    field.onChange(named.filter((one) => one.number !== number));
    say(`${businessName} was taken off.`);
  };
  return (
    <>
      <FieldFrame id={id} label={label} hint="Type a name or a number, such as CON-2026-00001, and choose from the list.">
        <Suggestions
          id={id}
          inputRef={field.ref}
          value={typed}
          onChange={setTyped}
          found={found}
          keyOf={({ number }) => number}
          show={({ businessName, number, statusLabel, standing }) => (
            <>
              {businessName}{' '}
              <span className="usa-hint">{`${number}, ${standing.ok ? 'in good standing' : statusLabel.toLowerCase()}`}</span>
            </>
          )}
          onChoose={choose}
          describedBy={`${id}-hint`}
        />
      </FieldFrame>
      {named.length > 0 && (
        <ul className="chosen">
          {named.map((one) => (
            <li key={one.number}>
              {one.businessName} <span className="usa-hint">{one.number}</span>
              <button type="button" className="usa-button usa-button--unstyled" onClick={() => remove(one)}>
                Take off<span className="usa-sr-only"> {one.businessName}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function useContractors(typed: string) {
  const q = useDeferredValue(typed.trim());
  const { data } = useQuery({
    queryKey: ['contractors', q],
    queryFn: () => answer(api.GET('/v1/contractors', { params: { query: { q, limit: 6 } } })),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
  });
  return q.length >= 2 ? (data?.items ?? []) : [];
}
