import { Link } from 'react-router';

/** Leads to a record by its number, after the name of its kind when that is given. */
export function RecordLink({ number, name }: { number: string; name?: string }) {
  return (
    <Link to={`/records/${number}`}>
      {name && `${name}, `}
      <span className="number">{number}</span>
    </Link>
  );
}
