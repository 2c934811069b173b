import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectAccessible } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { visit } from '../support/browser.js';
import { contractorAccount, PASSWORD, signUp, staff, type SignedInClient } from '../support/builders.js';
import { fenceContractor } from '../support/contractors.js';
import { linkIn, startMailbox, type TestMailbox } from '../support/mailbox.js';
import { submitted } from '../support/permits.js';

let app: TestApp;
let mailbox: TestMailbox;
let owner: SignedInClient;
let manager: SignedInClient;
let permit: string;
let contractor: string;
beforeAll(async () => {
  mailbox = await startMailbox();
  app = await startApp({ SMTP_URL: mailbox.url });
  owner = await signUp(app, { firstName: 'Olive' });
  ({ number: permit } = await submitted(owner));
  ({ number: contractor, account: manager } = await fenceContractor(app, await staff(app, 'permit-technician')));
});
afterAll(async () => {
  await app?.close();
  await mailbox.close();
});

/** Where the newest letter to somebody leads. */
async function linkTo(email: string, path: string): Promise<string> {
  await app.settle();
  const { pathname, search } = new URL(
    linkIn(
      mailbox.to(email).findLast(({ text }) => text.includes(path))!,
      path,
    ),
  );
  return pathname + search;
}

async function invitedToRecord(email: string): Promise<string> {
  expect((await owner.post(`/records/${permit}/invitations`, { email, note: 'Please book the post holes.' })).status).toBe(201);
  return linkTo(email, '/record-invitations');
}

async function invitedToTeam(email: string): Promise<string> {
  expect((await manager.post(`/contractors/${contractor}/invitations`, { email, role: 'member', name: 'Demo Foreman' })).status).toBe(201);
  return linkTo(email, '/contractor-invitations');
}

describe('R-01 an invitation to a record', () => {
  it('says who asks for what, and is accepted by whoever makes an account for it', () =>
    visit(app, 'record-invitation', async (ben) => {
      await ben.opens(await invitedToRecord('ben@example.com'));
      await ben.sees(`Olive Resident invites you to ${permit}`);
      await ben.sees('Please book the post holes.');
      await expectAccessible(ben);
      await ben.presses('Make an account');
      await ben.types('First name', 'Ben');
      await ben.types('Last name', 'Demo');
      await ben.types('E-mail address', 'ben@example.com');
      await ben.types('Username', 'ben.invited');
      await ben.types('Password', PASSWORD);
      await ben.presses('Make my account');
      await ben.presses('Accept');
      // The portal lets nobody in whose own address is not proved.
      await ben.sees(/confirm/);
      await expectAccessible(ben);
      const back = new URL(ben.page.url());
      await ben.opens(await linkTo('ben@example.com', '/account/verify-email'));
      await ben.presses('Confirm my address');
      await ben.sees('Your e-mail address is confirmed');
      await ben.opens(back.pathname + back.search);
      await ben.presses('Accept');
      await ben.arrivesAt(`/records/${permit}`);
      await ben.sees('The city’s turn');
    }));

  it('is declined with one press, and then ended; letters that lie in mailboxes still open it', () =>
    visit(app, 'record-invitation-declined', async (eve) => {
      const link = await invitedToRecord('eve@example.com');
      await eve.opens(link.replace('/record-invitations', '/invitations/answer'));
      await eve.presses('No, thank you');
      await eve.presses('Yes, decline');
      await eve.sees('You have declined');
      await expectAccessible(eve);
      await eve.opens(link);
      await eve.sees(/declined/);
      await eve.opens('/record-invitations');
      await eve.sees('The link is not whole');
    }));
});

describe('C-01 an invitation to a contractor’s team', () => {
  it('makes an account for whoever has none, and leads to its first password', () =>
    visit(app, 'team-invitation', async (sam) => {
      await sam.opens(await invitedToTeam('foreman@example.com'));
      await sam.sees(/asks you to act for it as a member/);
      await sam.sees('An account for foreman@example.com is made for you; you choose its password next.');
      await expectAccessible(sam);
      await sam.presses('Accept');
      await sam.sees(/^You act for/);
      await sam.presses('Choose your password');
      await sam.types('New password', PASSWORD);
      await sam.presses('Set the password');
      await sam.presses('Sign in');
      await sam.signsIn(/Contractor/, 'foreman@example.com', PASSWORD);
      await sam.arrivesAt('/dashboard');
      await sam.sees(contractor);
    }));

  it('has whoever is asked sign in, and tells whoever is signed in as somebody else', () =>
    visit(app, 'team-invitation-known', async (sam) => {
      const partner = await contractorAccount(app);
      const link = await invitedToTeam(partner.email);
      const resident = await signUp(app);
      await sam.opens(`/sign-in?to=${encodeURIComponent(link)}`);
      await sam.signsIn(/Resident/, resident.username!, PASSWORD);
      await sam.sees(new RegExp(`you are signed in as ${resident.email}`));
      await expectAccessible(sam);
      await sam.page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
      await sam.arrivesAt('/');
      await sam.opens(link);
      await sam.presses('Sign in and accept');
      await sam.signsIn(/Contractor/, partner.email, PASSWORD);
      await sam.presses('Accept');
      await sam.presses('Open the registration');
      await sam.arrivesAt(`/contractors/${contractor}/registration`);
      await sam.opens(link);
      await sam.sees(/was used/);
    }));
});
