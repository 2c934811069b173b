import { RadioField, SelectField } from '../../forms/choice-fields';
import { TextField } from '../../forms/text-field';
import { asAnswer, type FormField } from './answers.rules';

const YES_OR_NO = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];
/** More choices than these go into a list that opens. */
const MOST_IN_SIGHT = 6;

/** One question of a permit type's form, as its kind of answer asks. */
export function Question({ field }: { field: FormField }) {
  const { label, help, required, type, options = [], maximumLength } = field;
  const validate = (typed: string) => {
    const read = asAnswer(field, typed);
    return 'problem' in read ? read.problem : true;
  };
  const rules = { validate, ...(required ? { required: `Please answer: ${label}` } : {}) };
  const common = { name: `answers.${field.name}`, label, hint: help, required, rules };
  switch (type) {
    case 'boolean':
      return (
        <div className="yes-or-no">
          <RadioField {...common} choices={YES_OR_NO} />
        </div>
      );
    case 'choice':
      return options.length > MOST_IN_SIGHT ? <SelectField {...common} choices={options} /> : <RadioField {...common} choices={options} />;
    case 'date':
      return <TextField {...common} type="date" />;
    case 'text':
      return <TextField {...common} maxLength={maximumLength} />;
    case 'money':
      return <TextField {...common} prefix="$" inputMode="decimal" autoComplete="off" />;
    default:
      return <TextField {...common} inputMode="decimal" autoComplete="off" />;
  }
}
