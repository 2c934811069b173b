import { useState } from 'react';
import { Link } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { Alert } from '../../components/alert';
import { say } from '../../components/live-region';
import { Page } from '../../components/page';
import { RadioField, SelectField } from '../../forms/choice-fields';
import { Form } from '../../forms/form';
import { TextAreaField } from '../../forms/text-area-field';
import { AREAS, SCORES, type Area } from './feedback-choices';

interface Values {
  score: string;
  area: Area;
  comment: string;
}

const send = ({ score, area, comment }: Values, idempotencyKey: string) =>
  answer(
    api.POST('/v1/feedback', {
      params: { header: { 'Idempotency-Key': idempotencyKey } },
      body: { score: Number(score), area, comment: comment.trim() || undefined },
    }),
  );

export default function Feedback() {
  const [isSent, setSent] = useState(false);
  if (isSent) {
    return (
      <Page title="Thank you">
        <Alert kind="success">The city has received what you wrote, and reads every word of it.</Alert>
        <div className="actions">
          <Link className="usa-button" to="/">
            Go to the home page
          </Link>
        </div>
      </Page>
    );
  }
  return (
    <Page title="How did it go?" lead="Tell the city what went well and what did not. No account is needed.">
      <Form<Values, unknown>
        name="feedback"
        defaults={{ score: '', area: 'everything', comment: '' }}
        send={send}
        onSent={() => {
          setSent(true);
          say('Thank you. The city has received it.');
        }}
        button="Send to the city"
      >
        <RadioField name="score" label="How was it?" required choices={SCORES} />
        <SelectField name="area" label="What is it about?" required choices={AREAS} />
        <TextAreaField name="comment" label="In your own words" hint="Please write nothing secret here." maxLength={4000} />
      </Form>
    </Page>
  );
}
