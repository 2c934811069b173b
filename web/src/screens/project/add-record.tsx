import { useState } from 'react';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { say } from '../../components/live-region';
import { Form } from '../../forms/form';
import { TextField } from '../../forms/text-field';

/** Adds one of the owner's records to the project. */
export function AddRecord({ number, onAdded }: { number: string; onAdded: (project: Shape<'ProjectDto'>) => void }) {
  const [added, setAdded] = useState(0);
  return (
    <section aria-labelledby="add-record">
      <h2 id="add-record">Add one of your records</h2>
      <Form
        key={added}
        name={`project-${number}`}
        defaults={{ recordNumber: '' }}
        send={(body, key) =>
          answer(api.POST('/v1/projects/{number}/records', { body, params: { path: { number }, header: { 'Idempotency-Key': key } } }))
        }
        onSent={(project, { recordNumber }) => {
          onAdded(project);
          setAdded(added + 1);
          say(`${recordNumber} belongs to the project now.`);
        }}
        button="Add it"
      >
        <TextField
          name="recordNumber"
          label="Number of the permit, license or case"
          hint="Everybody on the project then sees its status and its next step."
          required
          autoComplete="off"
          maxLength={60}
        />
      </Form>
    </section>
  );
}
