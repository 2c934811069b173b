import { useSuspenseQueries } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { Page } from '../../../components/page';
import { longDate } from '../../../format/dates';
import { businessQuery, catalogueQuery, stepsQuery } from '../business.queries';
import { isRenewable } from '../status.rules';
import { Summary } from '../summary';
import { FeeTable } from '../steps/fee-table';
import { RenewalForm } from './renewal-form';

/** The yearly renewal: what has changed since last year, and what it costs. */
export default function BusinessRenewal() {
  const { number = '' } = useParams();
  const [{ data: business }, { data: steps }, { data: catalogue }] = useSuspenseQueries({
    queries: [businessQuery(number), stepsQuery(number), catalogueQuery],
  });
  const { renewal, status, expiresOn } = business;
  const mayWrite = isRenewable(status) && (!renewal || renewal.status === 'corrections-required');
  return (
    <Page
      title={`Renewal of ${business.name ?? number}`}
      over={`Business registration ${number}`}
      lead={mayWrite ? 'Say what has changed since last year. Only another place or activity is looked at again.' : undefined}
    >
      {!mayWrite && (
        <>
          <p>
            {renewal
              ? `The renewal through ${longDate(renewal.until)} is with the city: ${renewal.statusLabel}.`
              : expiresOn
                ? `There is nothing to renew now. The registration is good through ${longDate(expiresOn)}, and the renewal opens ${catalogue.renewalOpensDaysBefore} days before that.`
                : 'It can be renewed once it is registered.'}
          </p>
          <Link className="usa-button" to={`/business-registrations/${number}`}>
            Back to the registration
          </Link>
        </>
      )}
      {mayWrite && steps.fees && (
        <>
          <Summary business={steps.business} location={steps.location} people={steps.ownersAndContacts} catalogue={catalogue} />
          <FeeTable fees={steps.fees} />
          <RenewalForm steps={steps} fees={steps.fees} />
        </>
      )}
    </Page>
  );
}
