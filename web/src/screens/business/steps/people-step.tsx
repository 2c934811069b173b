import { Form } from '../../../forms/form';
import { PeopleFields } from './people-fields';
import { saveStep } from './save-step';
import type { StepProps } from './step';
import { asPeople, peopleValues, type PeopleValues } from './steps.rules';

export function PeopleStep({ steps, onSaved }: StepProps) {
  return (
    <Form<PeopleValues, StepProps['steps']>
      name={`people-${steps.number}`}
      defaults={peopleValues(steps.ownersAndContacts)}
      send={(values) => saveStep(steps, 'owners-and-contacts', asPeople(values))}
      onSent={onSaved}
      button="Save and go on"
    >
      <PeopleFields />
    </Form>
  );
}
