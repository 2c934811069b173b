import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { ActionButton } from '../../components/action-button';
import { Alert } from '../../components/alert';
import { AskedPapers } from '../../components/asked-papers';
import { Facts } from '../../components/facts';
import { say } from '../../components/live-region';
import { Page } from '../../components/page';
import { dayOf, longDate } from '../../format/dates';
import { NextStep } from '../../next-step/next-step';
import { applicationQuery } from '../contractor/contractor.queries';
import { Correct } from './correct';

/** An application to be registered: how far it is, what is still to be uploaded, and what the city said. */
export default function ContractorApplication() {
  const { number = '' } = useParams();
  const client = useQueryClient();
  const { data: application } = useSuspenseQuery(applicationQuery(number));
  const { businessName, status, nextStep, comments, feesDueCents, closedAt, submittedAt, classes, credentials } = application;
  const changed = async (said: string) => {
    say(said);
    await client.invalidateQueries({ queryKey: ['record', number] });
    await client.invalidateQueries({ queryKey: ['dashboard'] });
  };
  return (
    <Page title={`Registration of ${businessName}`} over={`Application ${application.number}`}>
      <NextStep
        step={nextStep}
        on={{ number, kind: 'license', home: `/contractor-applications/${number}`, relation: 'owner' }}
        feesDueCents={feesDueCents}
      >
        {status === 'completed' && (
          <Link className="usa-button" to={`/contractors/${number}/registration`}>
            Open the registration
          </Link>
        )}
      </NextStep>
      {comments && (
        <Alert kind={status === 'returned' || status === 'denied' ? 'warning' : 'info'} heading="What the city said">
          <p>{comments}</p>
        </Alert>
      )}
      {closedAt === null && (
        <section aria-labelledby="papers">
          <h2 id="papers" tabIndex={-1}>
            Documents to upload
          </h2>
          <p>The city checks the application once all of them are here.</p>
          <AskedPapers number={number} papers={application.documents} onArrived={(name) => changed(`${name} has arrived.`)} />
        </section>
      )}
      {status === 'returned' && <Correct application={application} onSent={() => changed('The city has the corrected application.')} />}
      <h2>What was sent</h2>
      <Facts of={[['Sent', dayOf(submittedAt)], ['Classes', classes.map(({ name }) => name).join(', ')], ...credentials.map(toFact)]} />
      {closedAt === null && <Withdraw number={number} onDone={() => changed('The application is withdrawn.')} />}
    </Page>
  );
}

function toFact({ name, number, expiresOn }: Shape<'ClaimedCredentialDto'>): readonly [string, string] {
  return [name, [number && `number ${number}`, `in force through ${longDate(expiresOn)}`].filter(Boolean).join(', ')];
}

function Withdraw({ number, onDone }: { number: string; onDone: () => Promise<void> }) {
  const withdraw = async () => {
    await answer(api.POST('/v1/contractor-applications/{number}/withdrawal', { params: { path: { number } } }));
    await onDone();
  };
  return (
    <ActionButton
      act={withdraw}
      confirm={{ question: 'Withdraw the application? A fee that has not been paid is taken back.', yes: 'Yes, withdraw it' }}
    >
      Withdraw the application
    </ActionButton>
  );
}
