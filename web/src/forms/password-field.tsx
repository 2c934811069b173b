import { useState } from 'react';
import { FieldFrame, useField, type FieldProps } from './field';

interface PasswordFieldProps extends FieldProps {
  autoComplete: 'current-password' | 'new-password';
}

/** A password that its writer may look at; nothing hinders pasting it from a password manager. */
export function PasswordField({ autoComplete, ...props }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  const { id, error, input } = useField(props);
  return (
    <FieldFrame id={id} {...props} error={error}>
      <input
        className={`usa-input${error ? ' usa-input--error' : ''}`}
        type={isShown ? 'text' : 'password'}
        autoComplete={autoComplete}
        autoCapitalize="off"
        spellCheck={false}
        {...input}
      />
      <button
        type="button"
        className="usa-button usa-button--unstyled show-password"
        aria-controls={id}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? 'Hide password' : 'Show password'}
      </button>
    </FieldFrame>
  );
}

/** The rule of the API, in words. */
export const NEW_PASSWORD_HINT = '15 characters or more. Four words in a row are easy to remember and hard to guess; blanks are fine.';
