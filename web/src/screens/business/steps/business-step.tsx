import { Form } from '../../../forms/form';
import { BusinessFields } from './business-fields';
import { saveStep } from './save-step';
import type { StepProps } from './step';
import { asBusiness, businessValues, type BusinessValues } from './steps.rules';

export function BusinessStep({ steps, onSaved }: StepProps) {
  return (
    <Form<BusinessValues, StepProps['steps']>
      name={`business-${steps.number}`}
      defaults={businessValues(steps.business)}
      secrets={['fein', 'ibt']}
      send={(values) => saveStep(steps, 'business', asBusiness(values))}
      onSent={onSaved}
      button="Save and go on"
    >
      <BusinessFields saved={steps.business} />
    </Form>
  );
}
