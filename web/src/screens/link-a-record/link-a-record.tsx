import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { say } from '../../components/live-region';
import { Page } from '../../components/page';
import { RadioField } from '../../forms/choice-fields';
import { Form } from '../../forms/form';
import { TextField } from '../../forms/text-field';

type Values = Shape<'LinkRecordRequest'>;

const KINDS = [
  { value: 'permit', label: 'Permit' },
  { value: 'project', label: 'Project' },
  { value: 'license', label: 'License', description: 'Of a business or a contractor, or the certificate of an elevator.' },
];

const link = (values: Values, idempotencyKey: string) =>
  answer(api.POST('/v1/record-links', { params: { header: { 'Idempotency-Key': idempotencyKey } }, body: values }));

export default function LinkARecord() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const linked = async ({ number }: Shape<'LinkedRecordDto'>) => {
    await Promise.all([['dashboard'], ['record-links'], ['record', number]].map((queryKey) => client.invalidateQueries({ queryKey })));
    say(`${number} is on your dashboard now.`);
    await navigate(`/records/${number}`);
  };
  return (
    <Page
      title="Link a permit, project or license"
      lead="It then stands on your dashboard: you can follow it, pay its fees and book its inspections. Its owner is told."
    >
      <Form<Values, Shape<'LinkedRecordDto'>>
        name="link-a-record"
        defaults={{ kind: 'permit', number: '' }}
        send={link}
        onSent={(record) => void linked(record)}
        button="Link it"
      >
        <RadioField name="kind" label="What is it?" required choices={KINDS} />
        <TextField
          name="number"
          label="Number"
          hint="As printed on your documents; spaces, dashes and leading zeros do not matter."
          required
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
        />
      </Form>
    </Page>
  );
}
