import { useSuspenseQueries } from '@tanstack/react-query';
import { useFormContext } from 'react-hook-form';
import { cityQuery } from '../../api/queries';
import { AddressField } from '../../forms/address-field';
import { SelectField } from '../../forms/choice-fields';
import { ChecksField } from '../../forms/checks-field';
import { TextField } from '../../forms/text-field';
import { classesQuery } from '../contractor/contractor.queries';
import { asCents } from '../contractor/renewals/renewal.rules';
import { askedBy, type DetailsValues } from './details.rules';

/** Who the contractor is, what it does, and the papers that this asks for. */
export function DetailsFields() {
  const [{ data: classes }, { data: city }] = useSuspenseQueries({ queries: [classesQuery, cityQuery] });
  const chosen = useFormContext<DetailsValues>().watch('classes');
  const asked = askedBy(classes, chosen);
  return (
    <>
      <h2>The business</h2>
      <TextField
        name="businessName"
        label="Business name"
        hint="As it is registered with the state."
        required
        autoComplete="organization"
        maxLength={120}
      />
      <TextField name="contactName" label="Who answers for it" required autoComplete="name" maxLength={120} />
      <TextField name="phone" label="Telephone" type="tel" required autoComplete="tel" />
      <AddressField name="address" />
      <h2>What it does</h2>
      <ChecksField
        name="classes"
        label="Classes"
        hint="Every kind of work that it will do in the city."
        required
        choices={classes.map(({ code, name }) => ({ value: code, label: name }))}
      />
      {asked.notes.map((note) => (
        <p key={note} className="muted">
          {note}
        </p>
      ))}
      <h2>Documents</h2>
      <TextField name="insuranceExpiresOn" label="Last day of the liability insurance" type="date" min={city.today} required />
      <TextField name="insuranceNumber" label="Number of the policy" maxLength={60} autoComplete="off" />
      <TextField
        name="insuranceAmountCents"
        label="Cover of the insurance"
        prefix="$"
        inputMode="decimal"
        autoComplete="off"
        rules={DOLLARS}
      />
      {asked.licensed.length > 0 && <StateLicense licensed={asked.licensed} today={city.today} />}
      {asked.bond && (
        <>
          <TextField name="bondExpiresOn" label="Last day of the bond" type="date" min={city.today} required />
          <TextField name="bondAmountCents" label="Amount of the bond" prefix="$" inputMode="decimal" autoComplete="off" rules={DOLLARS} />
        </>
      )}
      {asked.workersCompensation && (
        <TextField
          name="workersCompensationExpiresOn"
          label="Last day of the workers’ compensation insurance"
          hint="Or of the affidavit that there are no employees."
          type="date"
          min={city.today}
          required
        />
      )}
      {asked.documents.length > 0 && (
        <>
          <h2>What you will upload next</h2>
          <ul className="usa-list">
            {asked.documents.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function StateLicense({ licensed, today }: { licensed: ReturnType<typeof askedBy>['licensed']; today: string }) {
  const [first] = licensed;
  const hint = [
    first?.stateLicenseBoard && `Of the ${first.stateLicenseBoard}`,
    first?.stateLicenseExample && `such as ${first.stateLicenseExample}`,
  ];
  return (
    <>
      {licensed.length > 1 && (
        <SelectField
          name="stateLicense.class"
          label="State license for"
          required
          choices={licensed.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      <TextField
        name="stateLicense.number"
        label="Number of the state license"
        hint={licensed.length === 1 ? hint.filter(Boolean).join(', ') : 'As it is printed on the license.'}
        required
        maxLength={40}
        autoComplete="off"
      />
      <TextField name="stateLicense.expiresOn" label="Last day of the state license" type="date" min={today} required />
    </>
  );
}

const DOLLARS = { validate: (typed: string) => !Number.isNaN(asCents(typed) ?? 0) || 'Write the amount in dollars, such as 1,000,000.' };
