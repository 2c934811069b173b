import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { cityQuery } from '../api/queries';
import { clockTime } from '../format/dates';
import { daysInWords } from '../format/days';
import { phone, telephone } from '../format/phones';
import { Counter } from './counter';

const LINKS = [
  { to: '/verify', label: 'Check a document' },
  { to: '/inspectors', label: 'Call an inspector' },
  { to: '/contractors', label: 'Check a contractor' },
  { to: '/feedback', label: 'Tell us how it went' },
];

export function Footer() {
  const { data: city } = useQuery(cityQuery);
  return (
    <footer className="footer">
      <div className="footer__columns">
        {city && <Counter city={city} />}
        {city && (
          <section aria-labelledby="footer-reach">
            <h2 id="footer-reach">Reach us</h2>
            <ul>
              {city.phones.map(({ label, number }) => (
                <li key={label}>
                  {label}: <a href={telephone(number)}>{phone(number)}</a>
                </li>
              ))}
              <li>
                <a href={`mailto:${city.email}`}>{city.email}</a>
              </li>
              <li>
                Inspections: {daysInWords(city.inspection.days)}, {clockTime(city.inspection.from)} to {clockTime(city.inspection.to)}
              </li>
            </ul>
          </section>
        )}
        <nav aria-labelledby="footer-more">
          <h2 id="footer-more">More</h2>
          <ul>
            {LINKS.map(({ to, label }) => (
              <li key={to}>
                <Link to={to}>{label}</Link>
              </li>
            ))}
            {city?.website && (
              <li>
                <a href={city.website}>The city’s own pages</a>
              </li>
            )}
          </ul>
        </nav>
      </div>
    </footer>
  );
}
