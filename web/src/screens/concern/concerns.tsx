import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { Busy } from '../../components/busy';
import { Page } from '../../components/page';
import { StatusTag } from '../../components/status-tag';
import { moment } from '../../format/dates';
import { Form } from '../../forms/form';
import { TextField } from '../../forms/text-field';
import { ProblemAlert } from '../../problems/problem-alert';
import { useAccount } from '../../session/use-account';
import { myConcernsQuery } from './concern.queries';

/** Where concerns begin, and where the city's letters about one lead. */
export default function Concerns() {
  const account = useAccount();
  return (
    <Page
      title="Concerns"
      lead="Tall grass, a broken window, a car that has not moved for months: tell the city, with or without your name."
    >
      <p>
        <Link className="usa-button" to="/concerns/new">
          Report a concern
        </Link>
      </p>
      <Follow />
      {account ? (
        <Mine />
      ) : (
        <p>
          Did you report it while you were signed in? <Link to="/sign-in?to=%2Fconcerns">Sign in</Link> to see it without the code.
        </p>
      )}
    </Page>
  );
}

function Follow() {
  const navigate = useNavigate();
  return (
    <section aria-labelledby="follow">
      <h2 id="follow">Follow a concern</h2>
      <Form
        name="follow-concern"
        defaults={{ code: '' }}
        secrets={['code']}
        send={({ code }) => Promise.resolve(code.trim())}
        onSent={(code) => void navigate(`/concerns/${encodeURIComponent(code)}`)}
        button="Follow it"
      >
        <TextField
          name="code"
          label="Follow-up code"
          hint="You were shown it when you reported the concern, such as 4K7Q2M9-X8RB1C3-D5E6F70-0ABCD."
          required
          autoComplete="off"
          spellCheck={false}
        />
      </Form>
    </section>
  );
}

function Mine() {
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(myConcernsQuery);
  const concerns = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-labelledby="mine">
      <h2 id="mine">What you have reported</h2>
      {isPending && <Busy />}
      <ProblemAlert error={error} />
      {data && concerns.length === 0 && <p>Nothing yet. What you report while you are signed in stands here.</p>}
      <ul className="rows">
        {concerns.map(({ id, categoryName, place, status, statusText, reportedAt }) => (
          <li key={id}>
            <div className="rows__what">
              <h3>
                <Link to={`/concerns/${id}`}>
                  {categoryName}, {place}
                </Link>
              </h3>
              <p>Reported {moment(reportedAt)}</p>
            </div>
            <StatusTag status={status} label={statusText} />
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
