import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { say } from '../../components/live-region';
import { moment } from '../../format/dates';
import { AttachmentsField, type Attached } from '../../forms/attachments-field';
import { Form } from '../../forms/form';
import { TextAreaField } from '../../forms/text-area-field';
import { recordChanged } from '../record/record.queries';
import { caseQuery } from './case.queries';
import { AttachedFiles } from './findings';

interface Values {
  text: string;
  files: Attached[];
}

/** What was answered, and room for another answer as long as the case is open. */
export function Answers({ case_: { number, responses, closedAt } }: { case_: Shape<'CodeCaseDto'> }) {
  return (
    <section aria-labelledby="answer">
      <h2 id="answer" tabIndex={-1}>
        Your answers
      </h2>
      {responses.length > 0 && (
        <ul className="rows">
          {responses.map(({ id, text, respondedAt, attachmentIds }) => (
            <li key={id}>
              <div className="rows__what">
                <p className="muted">{moment(respondedAt)}</p>
                <p className="words">{text}</p>
              </div>
              <AttachedFiles ids={attachmentIds} word="File" />
            </li>
          ))}
        </ul>
      )}
      {closedAt === null ? <AnswerForm number={number} /> : responses.length === 0 && <p>None; the case is closed.</p>}
    </section>
  );
}

function AnswerForm({ number }: { number: string }) {
  const client = useQueryClient();
  const [sent, setSent] = useState(0);
  return (
    <Form<Values, Shape<'CodeCaseDto'>>
      key={sent}
      name={`answer-${number}`}
      defaults={{ text: '', files: [] }}
      send={({ text, files }, key) =>
        answer(
          api.POST('/v1/code-cases/{number}/responses', {
            params: { path: { number }, header: { 'Idempotency-Key': key } },
            body: { text, attachmentIds: files.map(({ id }) => id) },
          }),
        )
      }
      onSent={(changed) => {
        client.setQueryData(caseQuery(number).queryKey, changed);
        void recordChanged(client, number);
        setSent(sent + 1);
        say('The officer has your answer.');
      }}
      button="Send the answer"
    >
      <TextAreaField
        name="text"
        label="Your answer"
        hint="Say what was done and when, ask for more time, or say why you disagree. The officer is told at once."
        required
        maxLength={4000}
        rules={{ minLength: { value: 3, message: 'Please say a little more.' } }}
      />
      <AttachmentsField name="files" label="Photos or documents (optional)" number={number} documentType="answer" />
    </Form>
  );
}
