import { useSuspenseQuery } from '@tanstack/react-query';
import { useFormContext } from 'react-hook-form';
import type { Shape } from '../../../api/types';
import { RadioField, SelectField } from '../../../forms/choice-fields';
import { TextAreaField } from '../../../forms/text-area-field';
import { TextField } from '../../../forms/text-field';
import { catalogueQuery } from '../business.queries';

interface BusinessFieldsProps {
  /** Before the names of the fields: empty, or `business.`. */
  at?: string;
  saved: Shape<'BusinessDetailsDto'> | null;
}

/** What the business is and does. */
export function BusinessFields({ at = '', saved }: BusinessFieldsProps) {
  const { data: catalogue } = useSuspenseQuery(catalogueQuery);
  const chosen = useFormContext().watch(`${at}entityType`) as string;
  const form = catalogue.entityTypes.find(({ code }) => code === chosen);
  const choices = (all: readonly { code: string; name: string }[]) => all.map(({ code, name }) => ({ value: code, label: name }));
  const keep = (lastFour: string | null | undefined) =>
    lastFour ? `The one on file ends in ${lastFour}; leave this blank to keep it.` : undefined;
  return (
    <>
      <TextField
        name={`${at}legalName`}
        label="Legal name"
        hint="As it is registered with the state, or the owner’s name."
        required
        maxLength={120}
        autoComplete="organization"
      />
      <TextField name={`${at}dbaName`} label="Name over the door" hint="When it is another one (“doing business as”)." maxLength={120} />
      <SelectField name={`${at}entityType`} label="Legal form" required choices={choices(catalogue.entityTypes)} />
      <TextField
        name={`${at}stateFileNumber`}
        label="File number with the Secretary of State"
        required={form?.asksStateFile}
        maxLength={20}
        autoComplete="off"
      />
      <TextField
        name={`${at}fein`}
        label="Federal tax number (FEIN)"
        hint={keep(saved?.feinLastFour) ?? 'Nine digits, such as 12-3456789. Only you and the permit technicians see it in full.'}
        required={form?.asksFein && !saved?.feinLastFour}
        inputMode="numeric"
        autoComplete="off"
      />
      {catalogue.stateTaxNumber && (
        <TextField
          name={`${at}ibt`}
          label={catalogue.stateTaxNumber.label}
          hint={keep(saved?.ibtLastFour) ?? `As in ${catalogue.stateTaxNumber.example}. Kept like the FEIN.`}
          inputMode="numeric"
          autoComplete="off"
        />
      )}
      <SelectField
        name={`${at}activity`}
        label="What it mainly does"
        hint="It decides who looks at the registration and which documents it needs."
        required
        choices={choices(catalogue.activities)}
      />
      <TextField
        name={`${at}naicsCode`}
        label="NAICS code"
        hint="Six digits; only when you use another one than the city has for what it does."
        inputMode="numeric"
        autoComplete="off"
      />
      <TextAreaField name={`${at}activityDescription`} label="What it does, in your words" required rows={3} maxLength={1000} />
      <RadioField
        name={`${at}nonProfit`}
        label="Is it a not-for-profit organization?"
        hint="It shows its tax exemption letter and pays no registration fee."
        required
        choices={YES_NO}
      />
      <TextField name={`${at}openedOn`} label="When did it open here, or when will it?" type="date" required />
    </>
  );
}

export const YES_NO = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];
