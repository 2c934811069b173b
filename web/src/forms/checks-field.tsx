import type { Choice } from './choice-fields';
import { HintAndError, useField, type FieldProps } from './field';

/** Any of several, all in sight; the value is a list. */
export function ChecksField({ choices, ...props }: FieldProps & { choices: readonly Choice[] }) {
  const { id, error, input } = useField(props);
  return (
    <fieldset
      className={`usa-fieldset usa-form-group${error ? ' usa-form-group--error' : ''}`}
      aria-describedby={input['aria-describedby']}
    >
      <legend className="usa-legend">
        {props.label} {!props.required && <span className="usa-hint">(optional)</span>}
      </legend>
      <HintAndError id={id} hint={props.hint} error={error} />
      {choices.map(({ value, label, description }, index) => {
        const choiceId = index ? `${id}-${value}` : id;
        return (
          <div className="usa-checkbox" key={value}>
            <input
              {...input}
              className="usa-checkbox__input"
              type="checkbox"
              id={choiceId}
              value={value}
              aria-required={undefined}
              aria-describedby={undefined}
            />
            <label className="usa-checkbox__label" htmlFor={choiceId}>
              {label}
              {description && <span className="usa-checkbox__label-description">{description}</span>}
            </label>
          </div>
        );
      })}
    </fieldset>
  );
}
