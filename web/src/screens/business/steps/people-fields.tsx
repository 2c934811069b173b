import { useFieldArray } from 'react-hook-form';
import { AddressField } from '../../../forms/address-field';
import { TextField } from '../../../forms/text-field';
import { blankContact, blankOwner } from './steps.rules';

/** Who owns the business, who runs it, and who is called at night. `at` stands before the names: empty, or `ownersAndContacts.`. */
export function PeopleFields({ at = '' }: { at?: string }) {
  const owners = useFieldArray({ name: `${at}owners` });
  const emergency = useFieldArray({ name: `${at}emergencyContacts` });
  return (
    <>
      <h2>Owners</h2>
      <p>Owners, or the principal officers of a company. Their addresses are shown to you and to the staff alone.</p>
      {owners.fields.map((field, index) => (
        <fieldset key={field.id} className="usa-fieldset group">
          <legend className="usa-legend">{owners.fields.length > 1 ? `Owner ${index + 1}` : 'Owner'}</legend>
          <PersonFields name={`${at}owners.${index}`} />
          <TextField name={`${at}owners.${index}.title`} label="Title" hint="Such as member, president, owner." maxLength={80} />
          <AddressField name={`${at}owners.${index}.address`} />
          <RemoveButton what={`owner ${index + 1}`} count={owners.fields.length} onRemove={() => owners.remove(index)} />
        </fieldset>
      ))}
      <button type="button" className="usa-button usa-button--outline" onClick={() => owners.append(blankOwner())}>
        Add another owner
      </button>
      <h2>Who runs it from day to day</h2>
      <PersonFields name={`${at}localManager`} />
      <h2>Whom to call in an emergency</h2>
      {emergency.fields.map((field, index) => (
        <fieldset key={field.id} className="usa-fieldset group">
          <legend className="usa-legend">{index === 0 ? 'Called first' : `Called next (${index + 1})`}</legend>
          <PersonFields name={`${at}emergencyContacts.${index}`} />
          <RemoveButton what={`contact ${index + 1}`} count={emergency.fields.length} onRemove={() => emergency.remove(index)} />
        </fieldset>
      ))}
      <button type="button" className="usa-button usa-button--outline" onClick={() => emergency.append(blankContact())}>
        Add another contact
      </button>
    </>
  );
}

function PersonFields({ name }: { name: string }) {
  return (
    <>
      <TextField name={`${name}.name`} label="Name" required maxLength={120} autoComplete="off" />
      <TextField name={`${name}.phone`} label="Telephone" type="tel" required autoComplete="off" />
      <TextField name={`${name}.email`} label="E-mail" type="email" maxLength={254} autoComplete="off" />
    </>
  );
}

function RemoveButton({ what, count, onRemove }: { what: string; count: number; onRemove: () => void }) {
  if (count < 2) return null;
  return (
    <button type="button" className="usa-button usa-button--unstyled" onClick={onRemove}>
      Remove {what}
    </button>
  );
}
