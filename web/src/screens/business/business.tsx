import { useSuspenseQueries } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import type { Shape } from '../../api/types';
import { Alert } from '../../components/alert';
import { Facts } from '../../components/facts';
import { FileButton } from '../../components/file-button';
import { Page } from '../../components/page';
import { Visits } from '../../components/visits';
import { longDate } from '../../format/dates';
import { NextStep } from '../../next-step/next-step';
import { businessQuery, catalogueQuery } from './business.queries';
import { Close } from './close';
import { Outstanding } from './outstanding';
import { isBeingWritten, mayClose, mayTransfer } from './status.rules';
import { Summary } from './summary';
import { ToDo } from './to-do';
import { Transfer } from './transfer/transfer';

/** A business registration: what comes next, what it still waits for, its certificate, and what its owner can do. */
export default function Business() {
  const { number = '' } = useParams();
  const [{ data: business }, { data: catalogue }] = useSuspenseQueries({ queries: [businessQuery(number), catalogueQuery] });
  const { status, nextStep, fees, reason, relation, renewal } = business;
  const owns = relation === 'owner';
  const on = { number: business.number, kind: 'license', home: `/business-registrations/${business.number}`, relation };
  return (
    <Page title={business.name ?? 'A business without a name yet'} over={`Business registration ${business.number}`}>
      <NextStep step={nextStep} on={on} feesDueCents={fees.dueCents} />
      {reason && (
        <Alert kind="warning" heading="What the city said">
          <p>{reason}</p>
        </Alert>
      )}
      {owns && isBeingWritten(status) && <ToDo number={business.number} />}
      {renewal && (
        <p>
          <Link to={`/business-registrations/${business.number}/renewal`}>The renewal through {longDate(renewal.until)}</Link>:{' '}
          {renewal.statusLabel}
        </p>
      )}
      <Outstanding on={on} outstanding={business.outstanding} />
      <Visits number={business.number} />
      <Certificate business={business} />
      <Summary business={business.business} location={business.location} people={business.ownersAndContacts} catalogue={catalogue} />
      {owns && mayTransfer(status, renewal !== null) && <Transfer business={business} />}
      {owns && mayClose(status) && <Close number={business.number} isDraft={status === 'draft'} />}
    </Page>
  );
}

function Certificate({ business: { number, links, registeredOn, expiresOn } }: { business: Shape<'BusinessRegistrationDto'> }) {
  if (!links.certificate && !registeredOn) return null;
  return (
    <section aria-labelledby="certificate">
      <h2 id="certificate">Certificate</h2>
      <Facts
        of={[
          ['Registered', registeredOn && longDate(registeredOn)],
          ['Good through', expiresOn && longDate(expiresOn)],
        ]}
      />
      {links.certificate && (
        <FileButton path={links.certificate} fileName={`business-certificate-${number}.pdf`}>
          Open the certificate (PDF)
        </FileButton>
      )}
    </section>
  );
}
