import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { say } from '../../components/live-region';
import { AddressField } from '../../forms/address-field';
import { RadioField } from '../../forms/choice-fields';
import { TextField } from '../../forms/text-field';
import type { ReportValues } from './report.rules';

/** Where the concern is: at an address, or where the person stands. */
export function Where() {
  const placed = useFormContext<ReportValues>().watch('placed');
  return (
    <>
      <RadioField name="placed" label="Where is it?" required choices={PLACED} />
      {placed === 'elsewhere' ? <Elsewhere /> : <AddressField name="address" />}
    </>
  );
}

const PLACED = [
  { value: 'address', label: 'At an address' },
  { value: 'elsewhere', label: 'Somewhere without an address', description: 'An alley, a park, a vacant lot.' },
];

function Elsewhere() {
  return (
    <>
      <TextField
        name="place.description"
        label="Which place?"
        hint="So that an officer finds it, such as: behind the bus stop at Oak Park."
        required
        maxLength={200}
      />
      <HereButton />
      <div className="address__town">
        <TextField name="place.latitude" label="Latitude" required inputMode="decimal" autoComplete="off" rules={degrees(90)} />
        <TextField name="place.longitude" label="Longitude" required inputMode="decimal" autoComplete="off" rules={degrees(180)} />
      </div>
    </>
  );
}

function degrees(most: number) {
  return {
    validate: (typed: unknown) =>
      (Number.isFinite(Number(typed)) && Math.abs(Number(typed)) <= most) || 'Use the button above, or copy the number from a map.',
  };
}

/** Fills in where the person stands, when the browser may tell. */
function HereButton() {
  const { setValue } = useFormContext<ReportValues>();
  const [refused, setRefused] = useState(false);
  const locate = () => {
    setRefused(false);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setValue('place.latitude', coords.latitude.toFixed(6), { shouldValidate: true });
        setValue('place.longitude', coords.longitude.toFixed(6), { shouldValidate: true });
        say('Your position is filled in.');
      },
      () => setRefused(true),
      { enableHighAccuracy: true, timeout: 20_000 },
    );
  };
  return (
    <>
      <button type="button" className="usa-button usa-button--outline" onClick={locate}>
        I am there now: use my position
      </button>
      {refused && (
        <p className="usa-error-message" role="alert">
          Your browser did not tell where you are. Copy the two numbers from a map instead.
        </p>
      )}
    </>
  );
}
