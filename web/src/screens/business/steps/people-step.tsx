import { useState } from 'react';
import { Form } from '../../../forms/form';
import { PeopleFields } from './people-fields';
import { saveStep } from './save-step';
import type { StepProps } from './step';
import { asPeople, peopleValues, type PeopleValues } from './steps.rules';

export function PeopleStep({ steps, onSaved }: StepProps) {
  // As it stood when the form was opened: what somebody else has saved since is not written over.
  const [begun] = useState(steps);
  return (
    <Form<PeopleValues, StepProps['steps']>
      name={`people-${steps.number}`}
      defaults={peopleValues(steps.ownersAndContacts)}
      send={(values) => saveStep(begun, 'owners-and-contacts', asPeople(values))}
      onSent={onSaved}
      button="Save and go on"
    >
      <PeopleFields />
    </Form>
  );
}
