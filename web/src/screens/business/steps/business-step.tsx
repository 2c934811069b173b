import { useState } from 'react';
import { Form } from '../../../forms/form';
import { BusinessFields } from './business-fields';
import { saveStep } from './save-step';
import type { StepProps } from './step';
import { asBusiness, businessValues, type BusinessValues } from './steps.rules';

export function BusinessStep({ steps, onSaved }: StepProps) {
  // As it stood when the form was opened: what somebody else has saved since is not written over.
  const [begun] = useState(steps);
  return (
    <Form<BusinessValues, StepProps['steps']>
      name={`business-${steps.number}`}
      defaults={businessValues(steps.business)}
      secrets={['fein', 'ibt']}
      send={(values) => saveStep(begun, 'business', asBusiness(values))}
      onSent={onSaved}
      button="Save and go on"
    >
      <BusinessFields saved={steps.business} />
    </Form>
  );
}
