import { NavLink } from 'react-router';

const TABS = [
  { to: '/account', label: 'My data' },
  { to: '/account/security', label: 'Password and sign-ins' },
  { to: '/notifications/preferences', label: 'Letters by e-mail' },
  { to: '/account/linked-records', label: 'Records I follow' },
  { to: '/account/copy-or-close', label: 'Copy or close' },
];

/** The pages of one’s account. */
export function AccountTabs() {
  return (
    <nav aria-label="My account">
      <ul className="tabs">
        {TABS.map(({ to, label }) => (
          <li key={to}>
            <NavLink to={to} end>
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
