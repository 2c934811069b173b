import { useQueryClient, useSuspenseQueries } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { cityQuery } from '../../api/queries';
import type { Shape } from '../../api/types';
import { Alert } from '../../components/alert';
import { Facts } from '../../components/facts';
import { FileUpload } from '../../components/file-upload/file-upload';
import { say } from '../../components/live-region';
import { dayOf, longDate } from '../../format/dates';
import { phone } from '../../format/phones';
import { wholeAddress } from '../../format/address';
import { classesQuery, registrationQuery } from './contractor.queries';
import { Frame } from './frame';
import { NamedOn } from './named-on';
import { Papers } from './papers';
import { papersOf } from './papers.rules';

/** A contractor's registration: whether its name counts, which papers that hangs on, and what it touches. */
export default function Registration() {
  const { number = '' } = useParams();
  const client = useQueryClient();
  const [{ data: contractor }, { data: all }, { data: city }] = useSuspenseQueries({
    queries: [registrationQuery(number), classesQuery, cityQuery],
  });
  const classes = all.filter(({ code }) => contractor.classes.some((own) => own.code === code));
  const arrived = async () => {
    say('The file has arrived. The city looks at it.');
    await client.invalidateQueries({ queryKey: ['record', contractor.number] });
  };
  return (
    <Frame contractor={contractor} part="Registration">
      <Standing contractor={contractor} />
      <Papers papers={papersOf(classes, contractor.credentials)} today={city.today} />
      <section aria-labelledby="new-papers">
        <h2 id="new-papers">Send a new document</h2>
        {contractor.papersSince && (
          <p>The city has what you sent on {longDate(contractor.papersSince)} and looks at it; the dates above follow then.</p>
        )}
        <FileUpload
          label="A certificate, bond or license that is new"
          hint="Is your whole registration about to end? Renew it instead, and list the new documents there."
          to={`/v1/records/${contractor.number}/attachments`}
          fields={{ documentType: 'contractor-paper' }}
          onDone={() => void arrived()}
        />
      </section>
      <NamedOn isOk={contractor.standing.ok} />
      <section aria-labelledby="on-file">
        <h2 id="on-file">On file</h2>
        <Facts
          of={[
            ['Classes', contractor.classes.map(({ name }) => name).join(', ')],
            ['Registered', contractor.registeredAt && dayOf(contractor.registeredAt)],
            ['Registered through', contractor.expiresOn && longDate(contractor.expiresOn)],
            ['Contact', contractor.contactName],
            ['Telephone', phone(contractor.phone)],
            ['Address', wholeAddress(contractor.address)],
          ]}
        />
        <p>Is something wrong? Call or write to the city: its numbers stand at the foot of this page.</p>
      </section>
    </Frame>
  );
}

function Standing({ contractor: { status, standing, statusReason, expiresOn, number } }: { contractor: Shape<'ContractorFileDto'> }) {
  if (standing.ok) {
    return (
      <Alert kind="success">
        In good standing: you can be named on permits. {expiresOn && `The registration runs through ${longDate(expiresOn)}.`}
      </Alert>
    );
  }
  return (
    <Alert kind="warning" heading="You cannot be named on permits today">
      {statusReason && <p>{statusReason}</p>}
      <ul className="usa-list">
        {standing.problems.map(({ name, credential, expiredOn }) => (
          <li key={credential + name}>
            {name}: {expiredOn ? `expired on ${longDate(expiredOn)}` : 'the city does not have it'}
          </li>
        ))}
      </ul>
      <p>
        {status === 'expired' ? (
          <Link to={`/contractors/${number}/renewals`}>Renew the registration</Link>
        ) : (
          'Send the new document below. Once the city has recorded it, you are in good standing again.'
        )}
      </p>
    </Alert>
  );
}
