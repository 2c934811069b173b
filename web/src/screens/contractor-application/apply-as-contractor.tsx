import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import type { Shape } from '../../api/types';
import { Page } from '../../components/page';
import { Form } from '../../forms/form';
import { TextField } from '../../forms/text-field';
import { useAccount } from '../../session/use-account';
import { classesQuery } from '../contractor/contractor.queries';
import { DetailsFields } from './details-fields';
import { asDetails, blankDetails, type DetailsValues } from './details.rules';

type Received = Shape<'ApplicationReceivedDto'>;

/** The first registration of a contractor, for everyone: with an account, or with an e-mail address for one. */
export default function ApplyAsContractor() {
  const received = (useLocation().state as { received?: Received } | null)?.received;
  return received ? <ByMail received={received} /> : <ApplicationForm />;
}

function ApplicationForm() {
  const account = useAccount();
  const navigate = useNavigate();
  const { data: classes } = useSuspenseQuery(classesQuery);
  const send = (values: DetailsValues, key: string) => {
    const body = { ...asDetails(values, classes), ...(account ? {} : { email: values.email.trim() }) };
    return answer(api.POST('/v1/contractor-applications', { body, params: { header: { 'Idempotency-Key': key } } }));
  };
  const onSent = (received: Received) =>
    void (account ? navigate(`/contractor-applications/${received.number}`) : navigate('/contractor-application', { state: { received } }));
  return (
    <Page
      title="Register as a contractor"
      lead="Say who you are and what you do. Next you upload the documents; once the city has approved them and the fee is paid, you are registered."
    >
      <Form<DetailsValues, Received>
        name="contractor-application"
        defaults={blankDetails()}
        send={send}
        onSent={onSent}
        button="Send the application"
      >
        {account ? (
          <p>You will act for the contractor with your account, {account.email}.</p>
        ) : (
          <>
            <p>
              Do you have an account? <Link to="/sign-in?to=%2Fcontractor-application">Sign in first</Link>, and it stands there. Are you
              registered with the city already? Then do not apply again: <Link to="/account/forgot-password">choose a password</Link> for
              the e-mail address on file.
            </p>
            <TextField
              name="email"
              label="E-mail"
              hint="The contractor signs in with it."
              type="email"
              required
              autoComplete="email"
              maxLength={254}
            />
          </>
        )}
        <DetailsFields />
      </Form>
    </Page>
  );
}

/** Without a sign-in, the way on leads through the mailbox. */
function ByMail({ received: { number, message, documents } }: { received: Received }) {
  return (
    <Page title="The city has your application" over={`Application ${number}`} lead={message}>
      <h2>What to do now</h2>
      <ol className="usa-process-list">
        <li className="usa-process-list__item">
          <h3 className="usa-process-list__heading">Open the message</h3>
          <p>Its link lets you choose a password, or sign in when you have one.</p>
        </li>
        <li className="usa-process-list__item">
          <h3 className="usa-process-list__heading">Upload the documents</h3>
          <ul className="usa-list">
            {documents.map(({ code, name }) => (
              <li key={code}>{name}</li>
            ))}
          </ul>
        </li>
        <li className="usa-process-list__item">
          <h3 className="usa-process-list__heading">Pay the fee once it is approved</h3>
          <p>An e-mail has the link. Paid, you are registered.</p>
        </li>
      </ol>
      <Link className="usa-button" to={`/sign-in?to=${encodeURIComponent(`/contractor-applications/${number}`)}`}>
        Sign in and upload
      </Link>
    </Page>
  );
}
