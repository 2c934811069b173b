import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { expectAccessible } from '../support/accessibility.js';
import { startApp, type TestApp } from '../support/app.js';
import { PHONE, question, visit } from '../support/browser.js';
import { PASSWORD, signUp, staff, type SignedInClient } from '../support/builders.js';
import { claimCode, aNotice } from '../support/code-enforcement.js';
import { jpeg } from '../support/files.js';
import { createPermit, expectStatus } from '../support/permits.js';

let app: TestApp;
let officer: SignedInClient;

beforeAll(async () => {
  app = await startApp();
  officer = await staff(app, 'code-officer');
});
afterAll(() => app?.close());

const PHOTO = { name: 'yard.jpg', mimeType: 'image/jpeg', buffer: jpeg() };

describe('concerns and cases', () => {
  question(
    'Which code enforcement steps can I complete online? I report a concern',
    () => app,
    async (nora) => {
      await nora.presses('Report a concern');
      await nora.presses('Report a concern');
      await nora.presses('Send it to the city');
      await nora.sees('Please answer: What is it about?');
      await nora.chooses('What is it about?', 'High grass or weeds');
      await nora.types('Street address', '40 River Street');
      await nora.types('ZIP code', '60501');
      await nora.types('What is wrong?', 'The grass is two feet high.');
      await nora.chooses(/I stay unnamed/);
      await nora.presses('Send it to the city');
      await nora.sees('Your follow-up code');
      await nora.attaches('Choose photos', PHOTO);
      await nora.sees('1 of 10 photos have arrived.');
      await expectAccessible(nora);
      const code = await nora.page.locator('.code').innerText();

      await nora.opens('/concerns');
      await nora.types('Follow-up code', code);
      await nora.presses('Follow it');
      await nora.types(/What has changed/, 'Now there is a car in it.');
      await nora.presses('Send it to the city');
      await nora.sees('1 time');
    },
  );

  question(
    'Which code enforcement steps can I complete online? I answer a notice',
    () => app,
    async (ana) => {
      const owner = await signUp(app);
      const { number } = await aNotice(officer);
      const notice = await app.get(Database).row(sql<{ id: string }>`
      select n.id from code_enforcement.notice n join code_enforcement.code_case c on c.record_id = n.case_id where c.number = ${number}`);
      const code = claimCode(app, notice!.id);
      await ana.opens(`/code-cases/${number}`);
      await ana.signsIn(/Resident/, owner.username!, PASSWORD);
      await ana.sees('Link your notice of violation');
      await ana.types('Code on the notice', code);
      await ana.presses('Link the case');
      await ana.sees('Mow the lot and keep the grass lower than 8 inches.');
      await expectAccessible(ana);
      await ana.types('Your answer', 'It was mown on Friday.');
      await ana.attaches(/^Photos or documents/, PHOTO);
      await ana.page.getByRole('button', { name: 'Leave out yard.jpg' }).waitFor();
      await ana.presses('Send the answer');
      await ana.page.locator('li', { hasText: 'It was mown on Friday.' }).getByRole('button', { name: 'File 1' }).waitFor();
      const [answered] = (await officer.get(`/code-cases/${number}`)).body.responses;
      expect(answered).toMatchObject({ text: 'It was mown on Friday.', attachmentIds: [expect.any(String)] });
    },
  );
});

describe('projects', () => {
  it('R-01 a project says what holds the whole up, and takes in another record', () =>
    visit(
      app,
      'project',
      async (ana) => {
        const technician = await staff(app, 'permit-technician');
        const owner = await signUp(app);
        const { number } = expectStatus<{ number: string }>(
          await technician.post('/admin/projects', { name: 'Riverside Commons', description: 'Twelve houses', ownerEmail: owner.email }),
          201,
        );
        const permit = await createPermit(owner);
        await ana.opens(`/projects/${number}`);
        await ana.signsIn(/Resident/, owner.username!, PASSWORD);
        await ana.types('Number of the permit, license or case', permit.number);
        await ana.presses('Add it');
        await ana.sees('Complete the application and submit it');
        await expectAccessible(ana);
        await ana.presses(/^Take out/);
        await ana.presses(/^Yes, take it out/);
        await ana.sees('None yet.');
      },
      PHONE,
    ));
});
