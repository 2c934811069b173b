import { useQuery } from '@tanstack/react-query';
import { Suspense, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import { cityQuery } from '../api/queries';
import { useAccount } from '../session/use-account';
import { AccountMenu } from './account-menu';

const FOR_EVERYONE = [
  { to: '/permit-finder', label: 'Find a permit' },
  { to: '/search', label: 'Look up a record' },
  { to: '/fee-estimator', label: 'Estimate fees' },
  { to: '/concerns/new', label: 'Report a concern' },
];

const WHEN_SIGNED_IN = [
  { to: '/dashboard', label: 'Dashboard' },
  { to: '/permit-finder', label: 'Apply' },
  { to: '/inspections', label: 'Inspections' },
  { to: '/cart', label: 'Cart' },
  { to: '/notifications', label: 'Letters' },
  { to: '/search', label: 'Search' },
];

export function Header() {
  const { key } = useLocation();
  const { data: city } = useQuery(cityQuery);
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLButtonElement>(null);
  useEffect(() => setOpen(false), [key]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    setOpen(false);
    menu.current?.focus();
  };
  return (
    <header className="header" onKeyDown={onKeyDown}>
      <div className="header__bar">
        <Link className="header__name" to="/">
          <span className="header__city">{city?.name ?? 'City hall'}</span>
          <span className="header__department">{city?.departmentName ?? 'Building department'}</span>
        </Link>
        <button
          ref={menu}
          type="button"
          className="header__menu"
          aria-expanded={isOpen}
          aria-controls="header-nav"
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Close' : 'Menu'}
        </button>
        <div id="header-nav" className={isOpen ? 'header__nav header__nav--open' : 'header__nav'}>
          <Suspense fallback={null}>
            <Ways />
          </Suspense>
        </div>
      </div>
    </header>
  );
}

function Ways() {
  const account = useAccount();
  return (
    <>
      <nav aria-label="Main">
        <ul>
          {(account ? WHEN_SIGNED_IN : FOR_EVERYONE).map(({ to, label }) => (
            <li key={to}>
              <NavLink to={to}>{label}</NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <AccountMenu account={account} />
    </>
  );
}
