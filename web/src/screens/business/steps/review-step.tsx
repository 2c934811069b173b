import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { money } from '../../../format/money';
import { CheckboxField } from '../../../forms/choice-fields';
import { Form } from '../../../forms/form';
import { catalogueQuery } from '../business.queries';
import { Summary } from '../summary';
import { FeeTable } from './fee-table';
import { saveStep } from './save-step';
import type { StepProps } from './step';

/** Everything that was said, what it costs, and the owner's word that it is true. */
export function ReviewStep({ steps, onSaved }: StepProps) {
  const { data: catalogue } = useSuspenseQuery(catalogueQuery);
  const { number, business, location, ownersAndContacts, fees, confirmation } = steps;
  if (!business || !fees) {
    return (
      <p>
        What it costs follows from <Link to={`/business-registrations/${number}/steps/business`}>what the business does</Link>. Fill that in
        first.
      </p>
    );
  }
  return (
    <>
      <Summary business={business} location={location} people={ownersAndContacts} catalogue={catalogue} />
      <FeeTable fees={fees} />
      <Form
        key={steps.version}
        name={`review-${number}`}
        defaults={{ confirmed: false }}
        secrets={['confirmed']}
        send={() => saveStep(steps, 'review-and-fees', { confirmed: true, totalCents: fees.totalCents })}
        onSent={onSaved}
        button={`Confirm, with ${money(fees.totalCents)}`}
      >
        <CheckboxField name="confirmed" label={confirmation} required rules={{ required: 'Please confirm it.' }} />
      </Form>
    </>
  );
}
