import { useWatch } from 'react-hook-form';
import type { Shape } from '../../api/types';
import { AddressField } from '../../forms/address-field';
import { ContractorField } from '../../forms/contractor-field';
import { TextAreaField } from '../../forms/text-area-field';
import { askedOf } from './answers.rules';
import { Question } from './question';
import { Valuation } from './valuation';

interface WorkFieldsProps {
  type: Shape<'PermitTypeDto'>;
  /** Answered by the city's list of parcels, so not asked. */
  derivedAnswers: readonly string[];
  nearest?: readonly Shape<'ListedAddressDto'>[];
}

/** Where the work is, what it is, the questions of its type and who does it. */
export function WorkFields({ type, derivedAnswers, nearest }: WorkFieldsProps) {
  return (
    <>
      <h2>Where</h2>
      <AddressField name="address" nearest={nearest} />
      <h2>What</h2>
      <TextAreaField name="description" label="What will be done?" hint="In your own words." required rows={3} maxLength={2000} />
      <Valuation />
      {askedOf(type, derivedAnswers).map((field) => (
        <Question key={field.name} field={field} />
      ))}
      <WhoDoesIt type={type} />
    </>
  );
}

/** Contractors, unless the owner does the work and may. */
function WhoDoesIt({ type }: { type: Shape<'PermitTypeDto'> }) {
  const ownerDoesWork = useWatch({ name: 'answers.ownerDoesWork' }) as string | undefined;
  if (type.contractorClasses.length === 0 || (type.ownerMayDoWork && ownerDoesWork === 'yes')) return null;
  const classes = type.contractorClasses.map(({ name, condition }) => (condition ? `${name}, when ${condition}` : name));
  return (
    <>
      <h2>Who does the work</h2>
      <p>Registered contractors needed: {classes.join('; ')}. They can also be named later, until the permit is issued.</p>
      <ContractorField name="contractors" />
    </>
  );
}
