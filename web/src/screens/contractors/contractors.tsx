import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { Page } from '../../components/page';
import { classesQuery } from '../contractor/contractor.queries';
import '../search/search.css';
import { Found } from './found';

/** Registered contractors, for whoever hires one; and the way to become one. */
export default function Contractors() {
  const [search] = useSearchParams();
  const q = search.get('q') ?? '';
  const trade = search.get('class') ?? '';
  return (
    <Page
      title="Contractors"
      lead="See whether a contractor is registered and in good standing with the city today, before you sign anything."
      wide
    >
      <SearchForm key={`${q} ${trade}`} q={q} trade={trade} />
      <Found q={q} trade={trade} />
      <section aria-labelledby="are-you-one">
        <h2 id="are-you-one">Are you a contractor?</h2>
        <p>
          Apply to be registered here, with your papers. Are you registered already, and sign in for the first time? Then{' '}
          <Link to="/account/forgot-password">choose a password</Link> for the e-mail address that the city has on file.
        </p>
        <div className="actions">
          <Link className="usa-button" to="/contractor-application">
            Register as a contractor
          </Link>
          <Link className="usa-button usa-button--outline" to="/sign-in">
            Sign in, to renew or to see my permits
          </Link>
        </div>
      </section>
    </Page>
  );
}

function SearchForm({ q, trade }: { q: string; trade: string }) {
  const { data: classes } = useSuspenseQuery(classesQuery);
  const navigate = useNavigate();
  const find = (form: FormData) => {
    const asked = new URLSearchParams();
    for (const name of ['q', 'class']) {
      const value = form.get(name);
      if (typeof value === 'string' && value.trim()) asked.set(name, value.trim());
    }
    void navigate(`/contractors?${asked}`);
  };
  return (
    <form
      className="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        find(new FormData(event.currentTarget));
      }}
    >
      <div className="search__words">
        <label htmlFor="contractor-q">Name or number</label>
        <input className="usa-input" id="contractor-q" name="q" type="search" defaultValue={q} maxLength={100} />
      </div>
      <div>
        <label htmlFor="contractor-class">Only</label>
        <select className="usa-select" id="contractor-class" name="class" defaultValue={trade}>
          <option value="">Every class</option>
          {classes.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <button type="submit" className="usa-button">
        Search
      </button>
    </form>
  );
}
