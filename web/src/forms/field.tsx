import { createContext, use, type ReactNode } from 'react';
import { get, useFormContext, type FieldErrors, type RegisterOptions } from 'react-hook-form';

/** What each kind of field has. */
export interface FieldProps {
  /** In the form's values: `address.zip`. */
  name: string;
  label: string;
  hint?: ReactNode;
  required?: boolean;
  rules?: RegisterOptions;
}

export const FormIdContext = createContext('');

export const fieldId = (formId: string, name: string): string => `${formId}-${name}`;

/** What is wrong with a field, if anything is. */
export function messageAt(errors: FieldErrors, name: string): string | undefined {
  const problem: unknown = get(errors, name);
  return (problem as { message?: string } | undefined)?.message;
}

/** What ties a field to its label, its hint, its error and the form. */
export function useField({ name, label, hint, required, rules }: FieldProps) {
  const { register, formState } = useFormContext();
  const id = fieldId(use(FormIdContext), name);
  const error = messageAt(formState.errors, name);
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const needed = required && { required: /[?:]$/.test(label) ? `Please answer: ${label}` : `${label} is missing.` };
  return {
    id,
    error,
    /** For the input itself. */
    input: {
      id,
      'aria-describedby': describedBy,
      'aria-invalid': error ? true : undefined,
      'aria-required': required || undefined,
      ...register(name, { ...needed, ...rules }),
    },
  };
}

interface FieldFrameProps extends Pick<FieldProps, 'label' | 'hint' | 'required'> {
  id: string;
  error?: string;
  children: ReactNode;
}

/** Label, hint and error around an input. */
export function FieldFrame({ id, label, hint, required, error, children }: FieldFrameProps) {
  return (
    <div className={`usa-form-group${error ? ' usa-form-group--error' : ''}`}>
      <label className={`usa-label${error ? ' usa-label--error' : ''}`} htmlFor={id}>
        {label} {!required && <span className="usa-hint">(optional)</span>}
      </label>
      <HintAndError id={id} hint={hint} error={error} />
      {children}
    </div>
  );
}

export function HintAndError({ id, hint, error }: { id: string; hint?: ReactNode; error?: string }) {
  return (
    <>
      {hint && (
        <div className="usa-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <div className="usa-error-message" id={`${id}-error`}>
          {error}
        </div>
      )}
    </>
  );
}
