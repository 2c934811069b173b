import { useInfiniteQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { answer } from '../../api/answer';
import { api } from '../../api/client';
import { newIdempotencyKey } from '../../api/idempotency-key';
import { cityQuery } from '../../api/queries';
import { ActionButton } from '../../components/action-button';
import { Busy } from '../../components/busy';
import { Page } from '../../components/page';
import { StatusTag } from '../../components/status-tag';
import { ProblemAlert } from '../../problems/problem-alert';
import { useAccount } from '../../session/use-account';
import { myBusinessesQuery } from './business.queries';

/** Business registration: how it goes, and one's own. */
export default function Businesses() {
  const account = useAccount();
  const { data: city } = useSuspenseQuery(cityQuery);
  return (
    <Page title="Business registration" lead={`Every business with a place in the ${city.name} registers it, and renews it each year.`}>
      {account ? <Begin /> : <SignInFirst />}
      {account && <Mine />}
      <h2>How it goes</h2>
      <ol className="usa-process-list">
        {STEPS.map(([heading, words]) => (
          <li key={heading} className="usa-process-list__item">
            <h3 className="usa-process-list__heading">{heading}</h3>
            <p>{words}</p>
          </li>
        ))}
      </ol>
    </Page>
  );
}

const STEPS = [
  ['The business', 'Its name, legal form, tax numbers, and what it does.'],
  ['Location', 'Where it is open, how large the place is, and what is kept there.'],
  ['Owners and contacts', 'Who owns it, who runs it, and whom to call in an emergency.'],
  ['Documents', 'Which ones follows from what the business does and where. You see them as soon as you have said that.'],
  ['Review and fees', 'You read it once more and see what it costs, then submit it.'],
  [
    'The city looks at it',
    'Zoning, and fire prevention or an inspector where the place asks for it. Then the certificate comes by e-mail.',
  ],
] as const;

function SignInFirst() {
  return (
    <div className="actions">
      <Link className="usa-button" to="/sign-in?to=%2Fbusiness-registrations">
        Sign in to register a business
      </Link>
      <Link to="/register">I have no account yet</Link>
    </div>
  );
}

function Begin() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const begin = async () => {
    const { number } = await answer(
      api.POST('/v1/business-registrations', { params: { header: { 'Idempotency-Key': newIdempotencyKey() } } }),
    );
    void client.invalidateQueries({ queryKey: ['businesses'] });
    void client.invalidateQueries({ queryKey: ['dashboard'] });
    await navigate(`/business-registrations/${number}/steps/business`);
  };
  return (
    <div className="actions">
      <ActionButton look="primary" act={begin}>
        Register a business
      </ActionButton>
    </div>
  );
}

function Mine() {
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(myBusinessesQuery);
  const businesses = data?.pages.flatMap(({ items }) => items) ?? [];
  if (isPending) return <Busy />;
  if (error) return <ProblemAlert error={error} />;
  if (businesses.length === 0) return null;
  return (
    <section aria-labelledby="mine">
      <h2 id="mine">Your businesses</h2>
      <ul className="rows">
        {businesses.map(({ number, name, status, statusLabel, nextStep }) => (
          <li key={number}>
            <div className="rows__what">
              <p>
                <Link to={`/business-registrations/${number}`}>{name ?? 'Not named yet'}</Link>
              </p>
              <p>{nextStep.label}</p>
            </div>
            <StatusTag status={status} label={statusLabel} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <button type="button" className="usa-button usa-button--outline" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </button>
      )}
    </section>
  );
}
