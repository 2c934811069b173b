import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { Page } from '../../components/page';
import { Form } from '../../forms/form';
import { TextField } from '../../forms/text-field';

/** Links the account to a case, with what stands on the notice. */
export default function ClaimCase() {
  return <ClaimPage />;
}

export function ClaimPage({ number }: { number?: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <Page
      title="Link your notice of violation"
      over={number && `Case ${number}`}
      lead="The case is not on your account yet. With what stands on the notice you can read it, answer it, book the re-inspection and pay."
    >
      <Form
        name="claim-case"
        defaults={{ noticeNumber: number ? `${number}-1` : '', code: '' }}
        secrets={['code']}
        send={({ noticeNumber, code }, key) =>
          answer(api.POST('/v1/code-cases/claims', { body: { noticeNumber, code }, params: { header: { 'Idempotency-Key': key } } }))
        }
        onSent={({ number: linked }) => {
          void client.invalidateQueries();
          void navigate(`/code-cases/${linked}`);
        }}
        button="Link the case"
      >
        <TextField
          name="noticeNumber"
          label="Number of the notice"
          hint="Such as CEC-2026-00004-1."
          required
          autoComplete="off"
          maxLength={60}
        />
        <TextField
          name="code"
          label="Code on the notice"
          hint="Such as 4K7Q2M9-X8RB1. It stands on the notice and nowhere else."
          required
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
        />
      </Form>
    </Page>
  );
}
