import { useSuspenseQueries } from '@tanstack/react-query';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { Form } from '../../forms/form';
import { classesQuery, registrationQuery } from '../contractor/contractor.queries';
import { DetailsFields } from './details-fields';
import { asDetails, detailsOf, type DetailsValues } from './details.rules';

/** A returned application, as it was sent, to be corrected and sent again. */
export function Correct({ application, onSent }: { application: Shape<'ContractorApplicationDto'>; onSent: () => Promise<void> }) {
  const { number, version } = application;
  const [{ data: classes }, { data: contractor }] = useSuspenseQueries({ queries: [classesQuery, registrationQuery(number)] });
  return (
    <section aria-labelledby="correct">
      <h2 id="correct" tabIndex={-1}>
        Correct it and send it again
      </h2>
      <Form<DetailsValues, unknown>
        key={version}
        name={`contractor-application-${number}`}
        defaults={detailsOf(application, contractor)}
        send={(values, key) =>
          answer(
            api.POST('/v1/contractor-applications/{number}/resubmission', {
              body: asDetails(values, classes),
              params: { path: { number }, header: { 'Idempotency-Key': key } },
            }),
          )
        }
        onSent={() => void onSent()}
        button="Send it again"
      >
        <DetailsFields />
      </Form>
    </section>
  );
}
