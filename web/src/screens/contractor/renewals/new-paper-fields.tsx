import { AttachmentsField } from '../../../forms/attachments-field';
import { TextField } from '../../../forms/text-field';
import type { Paper } from '../papers.rules';
import { asCents } from './renewal.rules';

interface NewPaperFieldsProps {
  /** In the form's values: `credentials.0`. */
  name: string;
  title: string;
  kind: Paper['kind'];
  /** The license record, which keeps the file. */
  number: string;
  today: string;
  /** For a paper that need not be new. */
  onRemove?: () => void;
}

/** One new paper: its number, how long it is in force, and the file that proves it. */
export function NewPaperFields({ name, title, kind, number, today, onRemove }: NewPaperFieldsProps) {
  const isLicense = kind === 'state-license';
  return (
    <fieldset className="usa-fieldset group">
      <legend className="usa-legend">{title}</legend>
      <TextField
        name={`${name}.number`}
        label={isLicense ? 'License number' : 'Number of the policy or bond'}
        required={isLicense}
        maxLength={60}
        autoComplete="off"
      />
      {!isLicense && (
        <TextField
          name={`${name}.amountCents`}
          label={kind === 'bond' ? 'Amount' : 'Cover'}
          prefix="$"
          inputMode="decimal"
          autoComplete="off"
          rules={DOLLARS}
        />
      )}
      <TextField name={`${name}.effectiveOn`} label="First day in force" hint="Leave it blank when it is in force already." type="date" />
      <TextField name={`${name}.expiresOn`} label="Last day in force" type="date" min={today} required />
      <AttachmentsField
        name={`${name}.files`}
        label="The document itself"
        hint="PDF or a clear photo."
        number={number}
        documentType={kind}
        missing={`Upload the document: ${title}.`}
      />
      {onRemove && (
        <button type="button" className="usa-button usa-button--unstyled" onClick={onRemove}>
          Leave this one as it is<span className="usa-sr-only">: {title}</span>
        </button>
      )}
    </fieldset>
  );
}

const DOLLARS = { validate: (typed: string) => !Number.isNaN(asCents(typed) ?? 0) || 'Write the amount in dollars, such as 1,000,000.' };
