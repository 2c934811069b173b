import { Suspense } from 'react';
import { Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { Busy } from '../components/busy';
import { LiveRegion } from '../components/live-region';
import { Footer } from './footer';
import { Header } from './header';
import { OfflineNotice } from './offline-notice';

/** What is around every page. */
export function Shell() {
  const { pathname } = useLocation();
  const { state } = useNavigation();
  return (
    <div className="shell">
      <a className="usa-skipnav" href="#main">
        Skip to main content
      </a>
      <Header />
      {state === 'loading' && <div className="shell__progress" aria-hidden="true" />}
      <OfflineNotice />
      <main id="main" className="shell__main" tabIndex={-1}>
        <Suspense key={pathname} fallback={<Busy />}>
          <Outlet />
        </Suspense>
      </main>
      <Footer />
      <LiveRegion />
      <ScrollRestoration />
    </div>
  );
}
