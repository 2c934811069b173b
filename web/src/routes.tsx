import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { Busy } from './components/busy';
import { ProblemPage } from './problems/problem-page';
import { SignedIn } from './session/signed-in';
import { Shell } from './shell/shell';

/** A page that is loaded when it is gone to; its folder's file exports it as `default`. */
const page = (path: string, load: () => Promise<{ default: ComponentType }>): RouteObject => ({
  path,
  lazy: async () => ({ Component: (await load()).default }),
});

/** Around the pages of a record. */
const record = (children: RouteObject[]): RouteObject => ({
  lazy: async () => ({ Component: (await import('./screens/record/record')).default }),
  children,
});

/** For everyone. */
const open: RouteObject[] = [
  page('/', () => import('./screens/home/home')),
  page('/permit-finder', () => import('./screens/permit-finder/permit-finder')),
  page('/permit-types/:code', () => import('./screens/permit-type/permit-type')),
  page('/fee-estimator', () => import('./screens/fee-estimator/fee-estimator')),
  page('/search', () => import('./screens/search/search')),
  page('/verify', () => import('./screens/verify/verify')),
  page('/inspectors', () => import('./screens/inspectors/inspectors')),
  page('/sign-in', () => import('./screens/sign-in/sign-in')),
  page('/register', () => import('./screens/register/register')),
  page('/account/verify-email', () => import('./screens/confirm-email/confirm-email')),
  page('/account/forgot-password', () => import('./screens/forgot-password/forgot-password')),
  page('/account/forgot-username', () => import('./screens/forgot-username/forgot-username')),
  page('/account/closed', () => import('./screens/account/closed')),
  page('/account/reset-password', () => import('./screens/reset-password/reset-password')),
  page('/feedback', () => import('./screens/feedback/feedback')),
  page('/apply/:code', () => import('./screens/apply/apply')),
  record([page('/records/:number', () => import('./screens/record/overview'))]),
  page('/contractors', () => import('./screens/contractors/contractors')),
  page('/contractor-invitations', () => import('./screens/invitation/team-invitation')),
  page('/contractor-invitations/accept', () => import('./screens/invitation/team-invitation')),
  page('/contractor-application', () => import('./screens/contractor-application/apply-as-contractor')),
  page('/business-registrations', () => import('./screens/business/businesses')),
  page('/concerns', () => import('./screens/concern/concerns')),
  page('/concerns/new', () => import('./screens/concern/report-concern')),
  page('/concerns/:code', () => import('./screens/concern/follow-concern')),
  page('/record-invitations', () => import('./screens/invitation/record-invitation')),
  // Where letters led that still lie in mailboxes.
  page('/invitations/answer', () => import('./screens/invitation/record-invitation')),
  page('*', () => import('./screens/not-found/not-found')),
];

/** For whoever is signed in; others are asked to and come back. */
const personal: RouteObject[] = [
  page('/cart', () => import('./screens/cart/cart')),
  page('/checkouts/:id', () => import('./screens/checkout/checkout')),
  page('/payments', () => import('./screens/payments/payments')),
  page('/inspections', () => import('./screens/inspections/inspections')),
  page('/notifications', () => import('./screens/letters/letters')),
  page('/notifications/:id', () => import('./screens/letters/letter')),
  page('/records/:number/application', () => import('./screens/apply/application')),
  page('/permits/:number', () => import('./screens/record/permit-redirect')),
  record([
    page('/permits/:number/requirements', () => import('./screens/record/requirements')),
    page('/records/:number/reviews', () => import('./screens/record/reviews/reviews')),
    page('/records/:number/inspections', () => import('./screens/record/inspections/inspections')),
    page('/records/:number/attachments', () => import('./screens/record/documents/documents')),
    page('/records/:number/fees', () => import('./screens/record/fees')),
    page('/records/:number/contractors', () => import('./screens/record/contractors')),
    page('/records/:number/links', () => import('./screens/record/people/people')),
    page('/records/:number/invitations', () => import('./screens/record/people/people')),
    page('/records/:number/history', () => import('./screens/record/history')),
    page('/contractor-applications/:number', () => import('./screens/contractor-application/contractor-application')),
    page('/contractors/:number/registration', () => import('./screens/contractor/registration')),
    page('/contractors/:number/renewals', () => import('./screens/contractor/renewals/renewals')),
    page('/contractors/:number/members', () => import('./screens/contractor/team/team')),
    page('/conveyances/:number', () => import('./screens/conveyance/conveyance')),
    page('/business-registrations/:number', () => import('./screens/business/business')),
    page('/code-cases/:number', () => import('./screens/case/case')),
    page('/projects/:number', () => import('./screens/project/project')),
  ]),
  page('/business-registrations/:number/steps/:step', () => import('./screens/business/steps/step')),
  page('/business-registrations/:number/renewal', () => import('./screens/business/renewal/renewal')),
  page('/business-transfers/accept', () => import('./screens/business/transfer/accept-transfer')),
  page('/code-cases/claim', () => import('./screens/case/claim-case')),
  page('/dashboard', () => import('./screens/dashboard/dashboard')),
  page('/link-a-record', () => import('./screens/link-a-record/link-a-record')),
  page('/account', () => import('./screens/account/account')),
  page('/account/security', () => import('./screens/account/security')),
  page('/account/copy-or-close', () => import('./screens/account/copy-or-close')),
  page('/account/linked-records', () => import('./screens/account/linked-records')),
  page('/notifications/preferences', () => import('./screens/account/preferences')),
];

export const routes: RouteObject[] = [
  {
    Component: Shell,
    // A page that is on its way or fails leaves the header and the footer where they are.
    children: [{ HydrateFallback: Busy, ErrorBoundary: ProblemPage, children: [...open, { Component: SignedIn, children: personal }] }],
  },
];

export const router = createBrowserRouter(routes);
