import { useFormContext } from 'react-hook-form';
import type { Shape } from '../../../api/types';
import { AddressField } from '../../../forms/address-field';
import { RadioField } from '../../../forms/choice-fields';
import { TextAreaField } from '../../../forms/text-area-field';
import { TextField } from '../../../forms/text-field';
import { YES_NO } from './business-fields';

interface LocationFieldsProps {
  /** Before the names of the fields: empty, or `location.`. */
  at?: string;
  /** The city's addresses that may have been meant. */
  nearest?: readonly Shape<'ListedAddressDto'>[];
}

/** Where the business is open, and what the fire prevention bureau wants to know of the place. */
export function LocationFields({ at = '', nearest }: LocationFieldsProps) {
  const keepsHazards = useFormContext().watch(`${at}hazardousMaterials`) === 'yes';
  return (
    <>
      <AddressField name={`${at}address`} nearest={nearest} />
      <RadioField
        name={`${at}homeBased`}
        label="Is it run from somebody’s home?"
        hint="The address of a home is never public."
        required
        choices={YES_NO}
      />
      <TextField
        name={`${at}squareFeet`}
        label="Floor area that it uses, in square feet"
        required
        inputMode="numeric"
        autoComplete="off"
        rules={WHOLE}
      />
      <TextField
        name={`${at}employees`}
        label="People who work there, owners included"
        required
        inputMode="numeric"
        autoComplete="off"
        rules={WHOLE}
      />
      <TextField name={`${at}shifts`} label="Shifts a day" inputMode="numeric" autoComplete="off" rules={WHOLE} />
      <TextField name={`${at}parkingSpaces`} label="Parking spaces off the street" inputMode="numeric" autoComplete="off" rules={WHOLE} />
      <TextField name={`${at}buildingOwner`} label="Who owns the building, when it is somebody else" maxLength={120} autoComplete="off" />
      <TextField name={`${at}alarmCompany`} label="Who watches the alarm" maxLength={120} autoComplete="off" />
      <RadioField
        name={`${at}fireSuppression`}
        label="Are there sprinklers, or another system that puts out fires?"
        required
        choices={YES_NO}
      />
      <RadioField
        name={`${at}hazardousMaterials`}
        label="Is anything flammable, corrosive, toxic or explosive kept there?"
        hint="Beyond household amounts."
        required
        choices={YES_NO}
      />
      {keepsHazards && (
        <TextAreaField
          name={`${at}hazardousMaterialsDescription`}
          label="Which materials, and how much?"
          required
          rows={3}
          maxLength={1000}
        />
      )}
    </>
  );
}

const WHOLE = { pattern: { value: /^\s*[\d,]*\s*$/, message: 'Write a whole number, such as 1800.' } };
