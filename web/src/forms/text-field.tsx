import type { InputHTMLAttributes } from 'react';
import { FieldFrame, useField, type FieldProps } from './field';

type InputProps = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  'type' | 'autoComplete' | 'autoFocus' | 'inputMode' | 'maxLength' | 'min' | 'max' | 'spellCheck'
>;

interface TextFieldProps extends FieldProps, InputProps {
  /** Before the input, within its frame: `$`. */
  prefix?: string;
}

/** One line: names, numbers, dates (`type="date"`), e-mail addresses, telephone numbers. */
export function TextField({ prefix, label, hint, required, name, rules, ...input }: TextFieldProps) {
  const field = useField({ name, label, hint, required, rules });
  const control = <input className={`usa-input${field.error ? ' usa-input--error' : ''}`} {...input} {...field.input} />;
  return (
    <FieldFrame id={field.id} label={label} hint={hint} required={required} error={field.error}>
      {prefix ? (
        <div className="usa-input-group">
          <div className="usa-input-prefix" aria-hidden="true">
            {prefix}
          </div>
          {control}
        </div>
      ) : (
        control
      )}
    </FieldFrame>
  );
}
