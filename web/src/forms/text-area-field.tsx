import { FieldFrame, useField, type FieldProps } from './field';

interface TextAreaFieldProps extends FieldProps {
  rows?: number;
  maxLength?: number;
}

/** Several lines. */
export function TextAreaField({ rows = 5, maxLength, ...props }: TextAreaFieldProps) {
  const field = useField(props);
  return (
    <FieldFrame id={field.id} {...props} error={field.error}>
      <textarea className={`usa-textarea${field.error ? ' usa-input--error' : ''}`} rows={rows} maxLength={maxLength} {...field.input} />
    </FieldFrame>
  );
}
