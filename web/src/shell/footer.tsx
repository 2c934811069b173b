import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { cityQuery } from '../api/queries';
import { phone, telephone } from '../format/phones';

const LINKS = [
  { to: '/verify', label: 'Check a paper' },
  { to: '/inspectors', label: 'Call an inspector' },
  { to: '/contractors', label: 'Check a contractor' },
  { to: '/feedback', label: 'Tell us how it went' },
];

export function Footer() {
  const { data: city } = useQuery(cityQuery);
  return (
    <footer className="footer">
      <div className="footer__columns">
        {city && (
          <section aria-labelledby="footer-counter">
            <h2 id="footer-counter">{city.departmentName}</h2>
            <address>
              {city.counter.address.line1}
              <br />
              {city.counter.address.city}, {city.counter.address.state} {city.counter.address.zip}
            </address>
            <p>
              The counter is <strong>{city.counter.openNow ? 'open now' : 'closed now'}</strong>.
            </p>
          </section>
        )}
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
          </ul>
        </nav>
      </div>
    </footer>
  );
}
