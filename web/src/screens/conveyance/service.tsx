import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { ActionButton } from '../../components/action-button';
import { longDate } from '../../format/dates';
import { Form } from '../../forms/form';
import { TextAreaField } from '../../forms/text-area-field';
import { TextField } from '../../forms/text-field';
import { withoutBlanks } from '../../forms/without-blanks';

interface ServiceProps {
  unit: Shape<'ConveyanceDto'>;
  onChanged: (unit: Shape<'ConveyanceDto'>) => void;
}

/** Whether the unit runs, and for its owner the way to say that it does not, or does again. */
export function Service({ unit, onChanged }: ServiceProps) {
  const { outOfService, status, owner } = unit;
  if (!outOfService && (owner === null || status === 'retired')) return null;
  return (
    <section aria-labelledby="service">
      <h2 id="service" tabIndex={-1}>
        {outOfService ? 'Out of service' : 'Does it not run?'}
      </h2>
      {outOfService ? (
        <Standing unit={unit} out={outOfService} onChanged={onChanged} />
      ) : (
        <OutOfService unit={unit} onChanged={onChanged} />
      )}
    </section>
  );
}

function Standing({ unit: { number, owner }, out, onChanged }: ServiceProps & { out: Shape<'OutOfServiceDto'> }) {
  const back = async () => {
    onChanged(await answer(api.POST('/v1/conveyances/{number}/return-to-service', { params: { path: { number } } })));
  };
  return (
    <>
      <p>
        Since {longDate(out.since)}: {out.reason}
      </p>
      {out.by === 'city' && <p>The city took it out of service, and puts it back when what it asked for is done.</p>}
      {out.by === 'owner' && owner !== null && (
        <ActionButton act={back} done="The city knows that it is to run again.">
          It is to run again
        </ActionButton>
      )}
    </>
  );
}

function OutOfService({ unit: { number }, onChanged }: ServiceProps) {
  return (
    <details className="more">
      <summary>Report that it is out of service</summary>
      <p>
        Nothing falls due while it stands, and its certificate does not count. A renewal that is open is called off; a fee that you paid for
        it pays for the next one.
      </p>
      <Form
        name={`out-of-service-${number}`}
        defaults={{ since: '', reason: '' }}
        send={(values) =>
          answer(api.POST('/v1/conveyances/{number}/out-of-service', { params: { path: { number } }, body: withoutBlanks(values) }))
        }
        onSent={onChanged}
        button="Report it"
      >
        <TextField name="since" label="Since when?" hint="Today, when you leave it blank." type="date" />
        <TextAreaField name="reason" label="Why does it not run?" required rows={3} maxLength={1000} rules={SOME_WORDS} />
      </Form>
    </details>
  );
}

const SOME_WORDS = { minLength: { value: 3, message: 'Please say a little more.' } };
