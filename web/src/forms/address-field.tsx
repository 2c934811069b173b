import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { use, useDeferredValue } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import { answer } from '../api/answer';
import { api } from '../api/client';
import type { Shape } from '../api/types';
import { wholeAddress } from '../format/address';
import { fieldId, FieldFrame, FormIdContext, messageAt } from './field';
import { Suggestions } from './suggestions';
import { TextField } from './text-field';

type Listed = Shape<'ListedAddressDto'>;
export type Address = Shape<'AddressValue'>;

interface AddressFieldProps {
  /** In the form's values, where an `AddressValue` stands. */
  name: string;
  /** Addresses of the city's list that may have been meant, when the one that was sent is not in it. */
  nearest?: readonly Listed[];
}

const PARTS = ['line1', 'line2', 'city', 'state', 'zip', 'parcelNumber', 'latitude', 'longitude'] as const;

/** An address, completed from the city's list while it is typed. */
export function AddressField({ name, nearest }: AddressFieldProps) {
  const { setValue, clearErrors, formState, watch } = useFormContext();
  const { field } = useController({ name: `${name}.line1`, rules: { required: 'The street address is missing.' } });
  const id = fieldId(use(FormIdContext), `${name}.line1`);
  const typed = String(field.value ?? '');
  const isChosen = watch(`${name}.parcelNumber`) !== undefined;
  const wrong = messageAt(formState.errors, `${name}.line1`);
  const error = wrong ?? (nearest && !isChosen ? 'This address is not in the city’s list.' : undefined);

  const choose = (listed: Listed) => {
    for (const part of PARTS) setValue(`${name}.${part}`, listed[part] ?? undefined, { shouldDirty: true, shouldTouch: true });
    clearErrors(name);
  };
  const type = (line1: string) => {
    // What the list knows belongs to the address as it was chosen.
    for (const part of ['parcelNumber', 'latitude', 'longitude']) setValue(`${name}.${part}`, undefined);
    field.onChange(line1);
  };

  return (
    <>
      <FieldFrame id={id} label="Street address" hint="Start typing, then choose it from the list." required error={error}>
        <Suggestions
          id={id}
          name={field.name}
          inputRef={field.ref}
          value={typed}
          onChange={type}
          onLeave={field.onBlur}
          found={useListed(isChosen ? '' : typed)}
          keyOf={wholeAddress}
          show={wholeAddress}
          onChoose={choose}
          describedBy={`${id}-hint${error ? ` ${id}-error` : ''}`}
          isInvalid={error !== undefined}
        />
      </FieldFrame>
      {nearest && nearest.length > 0 && !isChosen && (
        <div className="nearest" role="group" aria-label="Did you mean">
          <p>Did you mean:</p>
          {nearest.map((listed) => (
            <button key={wholeAddress(listed)} type="button" className="usa-button usa-button--outline" onClick={() => choose(listed)}>
              {wholeAddress(listed)}
            </button>
          ))}
        </div>
      )}
      <TextField name={`${name}.line2`} label="Unit, suite or floor" maxLength={100} autoComplete="off" />
      <div className="address-place">
        <TextField name={`${name}.city`} label="City" required maxLength={60} autoComplete="off" />
        <TextField name={`${name}.state`} label="State" required maxLength={2} autoComplete="off" />
        <TextField name={`${name}.zip`} label="ZIP code" required maxLength={10} inputMode="numeric" autoComplete="off" />
      </div>
    </>
  );
}

/** What a form's values hold as the API takes it: no empty texts, nothing that the list only shows. */
export function toAddress(values: Partial<Record<keyof Address, unknown>>): Address {
  const given = PARTS.map((part) => [part, typeof values[part] === 'string' ? values[part].trim() : values[part]] as const);
  const address = Object.fromEntries(given.filter(([, value]) => value !== '' && value !== undefined && value !== null));
  const state = typeof values.state === 'string' ? values.state.trim().toUpperCase() : '';
  return { line1: '', city: '', zip: '', ...address, state };
}

function useListed(typed: string): readonly Listed[] {
  const q = useDeferredValue(typed.trim());
  const { data } = useQuery({
    queryKey: ['addresses', q],
    queryFn: () => answer(api.GET('/v1/addresses', { params: { query: { q, limit: 6 } } })),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  return q.length >= 2 ? (data?.items ?? []) : [];
}
