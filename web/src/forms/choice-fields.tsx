import { FieldFrame, HintAndError, useField, type FieldProps } from './field';

export interface Choice {
  value: string;
  label: string;
  description?: string;
}

interface ChoiceProps extends FieldProps {
  choices: readonly Choice[];
}

/** One of a few, all in sight. */
export function RadioField({ choices, ...props }: ChoiceProps) {
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
          <div className="usa-radio" key={value}>
            <input
              {...input}
              className="usa-radio__input usa-radio__input--tile"
              type="radio"
              id={choiceId}
              value={value}
              aria-required={undefined}
              aria-describedby={undefined}
            />
            <label className="usa-radio__label" htmlFor={choiceId}>
              {label}
              {description && <span className="usa-radio__label-description">{description}</span>}
            </label>
          </div>
        );
      })}
    </fieldset>
  );
}

/** One of many, in a list that opens. */
export function SelectField({ choices, ...props }: ChoiceProps) {
  const { id, error, input } = useField(props);
  return (
    <FieldFrame id={id} {...props} error={error}>
      <select className={`usa-select${error ? ' usa-input--error' : ''}`} {...input}>
        <option value="">Please choose</option>
        {choices.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** Yes or no, by a check mark. */
export function CheckboxField(props: FieldProps) {
  const { id, error, input } = useField(props);
  return (
    <div className={`usa-form-group${error ? ' usa-form-group--error' : ''}`}>
      <div className="usa-checkbox">
        <input className="usa-checkbox__input" type="checkbox" {...input} />
        <label className="usa-checkbox__label" htmlFor={id}>
          {props.label}
        </label>
      </div>
      <HintAndError id={id} hint={props.hint} error={error} />
    </div>
  );
}
