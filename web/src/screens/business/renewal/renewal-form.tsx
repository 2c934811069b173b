import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { answer } from '../../../api/answer';
import { api } from '../../../api/client';
import type { Shape } from '../../../api/types';
import { say } from '../../../components/live-region';
import { money } from '../../../format/money';
import { ChecksField } from '../../../forms/checks-field';
import { CheckboxField } from '../../../forms/choice-fields';
import { Form } from '../../../forms/form';
import { businessChanged, stepsQuery } from '../business.queries';
import { nearestOf } from '../nearest.rules';
import { BusinessFields } from '../steps/business-fields';
import { LocationFields } from '../steps/location-fields';
import { PeopleFields } from '../steps/people-fields';
import { asRenewal, renewalValues, type RenewalValues } from './renewal.rules';

interface RenewalFormProps {
  steps: Shape<'BusinessStepsDto'>;
  fees: Shape<'BusinessFeeEstimateDto'>;
}

/** Asks for what has changed alone; the rest is as it was. */
export function RenewalForm({ steps, fees }: RenewalFormProps) {
  const { number } = steps;
  const client = useQueryClient();
  const navigate = useNavigate();
  const [nearest, setNearest] = useState<readonly Shape<'ListedAddressDto'>[]>();
  const send = (values: RenewalValues, key: string) => {
    setNearest(undefined);
    const sent = answer(
      api.POST('/v1/business-registrations/{number}/renewals', {
        body: asRenewal(values, fees.totalCents),
        params: { path: { number }, header: { 'Idempotency-Key': key } },
      }),
    );
    return sent.catch((error: unknown) => {
      setNearest(nearestOf(error));
      // The total may be another one by now; what is shown follows it.
      void client.invalidateQueries(stepsQuery(number));
      throw error;
    });
  };
  const onSent = async ({ reviews }: Shape<'BusinessRenewalDto'>) => {
    await businessChanged(client, number);
    say(reviews.length > 0 ? 'The renewal is sent. The city looks at what has changed.' : 'The renewal is sent.');
    await navigate(`/business-registrations/${number}`);
  };
  return (
    <Form<RenewalValues, Shape<'BusinessRenewalDto'>>
      name={`renewal-${number}`}
      defaults={renewalValues(steps)}
      secrets={['confirmed']}
      send={send}
      onSent={(renewal) => void onSent(renewal)}
      button={`Renew, with ${money(fees.totalCents)}`}
    >
      <ChecksField name="changed" label="What has changed since last year?" hint="Leave all blank when nothing has." choices={CHANGES} />
      <Changed steps={steps} nearest={nearest} />
      <CheckboxField name="confirmed" label={steps.confirmation} required rules={{ required: 'Please confirm it.' }} />
    </Form>
  );
}

const CHANGES = [
  { value: 'business', label: 'The business', description: 'Its name, form, tax numbers, or what it does' },
  { value: 'location', label: 'The location', description: 'Where it is, or something about the place' },
  { value: 'ownersAndContacts', label: 'Owners and contacts', description: 'Who owns it, runs it, or is called' },
];

function Changed({ steps, nearest }: Pick<RenewalFormProps, 'steps'> & { nearest?: readonly Shape<'ListedAddressDto'>[] }) {
  const changed = useFormContext<RenewalValues>().watch('changed');
  return (
    <>
      {changed.includes('business') && (
        <section aria-labelledby="changed-business">
          <h2 id="changed-business">The business, as it is now</h2>
          <BusinessFields at="business." saved={steps.business} />
        </section>
      )}
      {changed.includes('location') && (
        <section aria-labelledby="changed-location">
          <h2 id="changed-location">The location, as it is now</h2>
          <LocationFields at="location." nearest={nearest} />
        </section>
      )}
      {changed.includes('ownersAndContacts') && <PeopleFields at="ownersAndContacts." />}
    </>
  );
}
