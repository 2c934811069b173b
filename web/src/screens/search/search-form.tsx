import { useId } from 'react';
import { useNavigate } from 'react-router';
import './search.css';
import { KINDS } from './kinds';

export function SearchForm({ q, kind, hint }: { q: string; kind: string; hint: string }) {
  const id = useId();
  const navigate = useNavigate();
  const search = (form: FormData) => {
    const asked = new URLSearchParams();
    for (const name of ['q', 'kind']) {
      const value = form.get(name);
      if (typeof value === 'string' && value.trim()) asked.set(name, value.trim());
    }
    void navigate(`/search?${asked}`);
  };
  return (
    <form
      className="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        search(new FormData(event.currentTarget));
      }}
    >
      <div className="search__words">
        <label htmlFor={`${id}-q`}>Number, address or other words</label>
        <div className="usa-hint" id={`${id}-hint`}>
          {hint}
        </div>
        <input
          className="usa-input"
          id={`${id}-q`}
          aria-describedby={`${id}-hint`}
          name="q"
          type="search"
          defaultValue={q}
          maxLength={200}
        />
      </div>
      <div>
        <label htmlFor={`${id}-kind`}>Only</label>
        <select className="usa-select" id={`${id}-kind`} name="kind" defaultValue={kind}>
          <option value="">Everything</option>
          {Object.entries(KINDS).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
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
