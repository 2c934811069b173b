import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, problemOf, signUp, staff, type Client, type SignedInClient } from '../support/builders.js';
import { aNotice, made, MOW, report, weeds } from '../support/code-cases.js';

let app: TestApp;
let officer: SignedInClient;
let owner: SignedInClient;
let public_: Client;

beforeAll(async () => {
  app = await startApp();
  [officer, owner, public_] = [await staff(app, 'code-officer'), await signUp(app), anonymous(app)];
});
afterAll(() => app?.close());

describe('E-01 a concern', () => {
  it('is raised without a name, followed by its code, and looked into', async () => {
    const concern = await report(app);
    expect(concern).toMatchObject({ status: 'reported', caseNumber: expect.stringMatching(/^CEC-2026-\d{5}$/), open: true });
    const followed = await public_.get(`/concerns/${concern.followUpCode.toLowerCase()}`);
    expect(followed).toMatchObject({ status: 200, body: { id: concern.id, statusText: 'It has come in. An officer will look into it.' } });
    expect((await officer.get('/admin/code-cases?status=reported')).body.items).toContainEqual(
      expect.objectContaining({ number: concern.caseNumber, concernCount: 1, overdue: false }),
    );
  });
});

describe('E-01 a notice', () => {
  it('is issued', async () => {
    const codeCase = await aNotice(officer, { accountId: owner.accountId });
    expect(codeCase).toMatchObject({ status: 'notice-issued', complyBy: '2026-03-16' });
    const mine = await owner.get(`/code-cases/${codeCase.number}`);
    expect(mine).toMatchObject({ status: 200, body: { relation: 'linked', notices: [{ noticeNumber: `${codeCase.number}-1` }] } });
  });
});
void [problemOf, made, MOW, weeds];
