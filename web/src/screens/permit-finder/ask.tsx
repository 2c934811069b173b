import { useId, useState } from 'react';
import { useNavigate } from 'react-router';
import './ask.css';

/** Plain words in, permit types out. */
export function Ask({ label, words = '' }: { label: string; words?: string }) {
  const [q, setQ] = useState(words);
  const navigate = useNavigate();
  const id = useId();
  return (
    <form
      className="ask"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        void navigate(`/permit-finder?q=${encodeURIComponent(q.trim())}`);
      }}
    >
      <label htmlFor={id}>{label}</label>
      <div className="ask__line">
        <input
          className="usa-input"
          id={id}
          type="search"
          value={q}
          maxLength={200}
          placeholder="a fence, a new furnace, a deck"
          onChange={({ target }) => setQ(target.value)}
        />
        <button type="submit" className="usa-button">
          Find my permit
        </button>
      </div>
    </form>
  );
}
