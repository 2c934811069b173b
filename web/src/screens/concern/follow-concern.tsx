import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { Facts } from '../../components/facts';
import { say } from '../../components/live-region';
import { Page } from '../../components/page';
import { moment } from '../../format/dates';
import { Form } from '../../forms/form';
import { TextAreaField } from '../../forms/text-area-field';
import { concernQuery } from './concern.queries';
import { Photos } from './photos';

/** How far a concern is, for whoever has its code, and room to say more. */
export default function FollowConcern() {
  const { code = '' } = useParams();
  const client = useQueryClient();
  const { data: concern } = useSuspenseQuery(concernQuery(code));
  const { categoryName, place, statusText, reportedAt, open, additionCount, photoCount, caseNumber } = concern;
  return (
    <Page title={`${categoryName}, ${place}`} over="A concern" lead={statusText}>
      <Facts
        of={[
          ['Reported', moment(reportedAt)],
          ['Looked into as case', caseNumber],
          ['Added later', additionCount > 0 && `${additionCount} ${additionCount === 1 ? 'time' : 'times'}`],
          ['Photos', photoCount],
        ]}
      />
      {open ? (
        <>
          <h2>Say more</h2>
          <Form
            name={`concern-${code}`}
            defaults={{ text: '' }}
            send={(body, key) =>
              answer(api.POST('/v1/concerns/{code}/additions', { body, params: { path: { code }, header: { 'Idempotency-Key': key } } }))
            }
            onSent={(changed) => {
              client.setQueryData(concernQuery(code).queryKey, changed);
              say('The city has what you added.');
            }}
            button="Send it to the city"
          >
            <TextAreaField name="text" label="What has changed, or what did you forget?" required maxLength={4000} />
          </Form>
          <h2>Add photos</h2>
          <Photos code={code} count={photoCount} />
        </>
      ) : (
        <p>It is closed, and nothing can be added. Has it come back? Report it as a new concern.</p>
      )}
    </Page>
  );
}
