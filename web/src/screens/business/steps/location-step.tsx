import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cityQuery } from '../../../api/queries';
import type { Shape } from '../../../api/types';
import { Form } from '../../../forms/form';
import { nearestOf } from '../nearest.rules';
import { LocationFields } from './location-fields';
import { saveStep } from './save-step';
import type { StepProps } from './step';
import { asLocation, locationValues, type LocationValues } from './steps.rules';

export function LocationStep({ steps, onSaved }: StepProps) {
  const { data: city } = useSuspenseQuery(cityQuery);
  // As it stood when the form was opened: what somebody else has saved since is not written over.
  const [begun] = useState(steps);
  const [nearest, setNearest] = useState<readonly Shape<'ListedAddressDto'>[]>();
  const send = (values: LocationValues) => {
    setNearest(undefined);
    return saveStep(begun, 'location', asLocation(values)).catch((error: unknown) => {
      setNearest(nearestOf(error));
      throw error;
    });
  };
  const { city: town, state } = city.counter.address;
  return (
    <Form<LocationValues, StepProps['steps']>
      name={`location-${steps.number}`}
      defaults={locationValues(steps.location, { city: town, state })}
      send={send}
      onSent={onSaved}
      button="Save and go on"
    >
      <LocationFields nearest={nearest} />
    </Form>
  );
}
