import { TextField } from '../../forms/text-field';
import { centsOf } from './application.rules';

/** What the work costs, of which some fees are a share. */
export function Valuation() {
  return (
    <TextField
      name="valuationCents"
      label="What does the work cost, labor and material?"
      required
      prefix="$"
      inputMode="decimal"
      autoComplete="off"
      rules={{ validate: (typed: string) => centsOf(typed) !== null || 'Write an amount, such as 4500.' }}
    />
  );
}
