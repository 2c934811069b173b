import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mailer } from '../../src/platform/mail/mailer.js';
import { startApp, type TestApp } from '../support/app.js';
import { startMailbox } from '../support/mailbox.js';

const DATA_DIR = mkdtempSync(join(tmpdir(), 'frontcounter-mailbox-'));
const pdf = Buffer.from('%PDF-1.7 not really');

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ DATA_DIR });
});
afterAll(async () => {
  await app.close();
  rmSync(DATA_DIR, { recursive: true });
});

const send = (subject: string, to: string) =>
  app.get(Mailer).send({
    id: crypto.randomUUID(),
    from: { name: 'City of Fairview', address: 'permits@fairview.example' },
    to: { name: '', address: to },
    subject,
    text: `${subject}, in plain words`,
    html: `<!doctype html><html><head></head><body><h1>${subject}</h1><script>parent.hacked = 1</script></body></html>`,
    attachments: [{ fileName: 'permit.pdf', contentType: 'application/pdf', content: pdf }],
  });

const get = (path: string) => fetch(`${app.url}/dev/mailbox${path}`);

it('is empty at first, and says so', async () => {
  const page = await get('');
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Nothing has been sent yet');
});

it('lists letters, newest first, and shows each as text, HTML, raw and with its attachments', async () => {
  await send('The first <letter>', 'one@mail.example');
  await send('The second letter', 'two@mail.example');

  const list = await (await get('')).text();
  expect(list).toContain('The first &lt;letter&gt;');
  expect(list.indexOf('The second letter')).toBeLessThan(list.indexOf('The first'));

  const [letter, ...others] = (await (await get('/letters?to=ONE@mail.example')).json()) as { id: string; subject: string; text: string }[];
  expect(others).toEqual([]);
  expect(letter).toMatchObject({ subject: 'The first <letter>', text: 'The first <letter>, in plain words' });

  const page = await (await get(`/${letter.id}`)).text();
  expect(page).toContain('in plain words');
  expect(page).toMatch(/<iframe[^>]+sandbox=/);

  const html = await get(`/${letter.id}/html`);
  expect(html.headers.get('content-security-policy')).toMatch(/^sandbox .*default-src 'none'/);
  expect(html.headers.get('content-security-policy')).not.toMatch(/allow-scripts|script-src/);

  const raw = await get(`/${letter.id}/raw`);
  expect(raw.headers.get('content-type')).toContain('text/plain');
  expect(await raw.text()).toMatch(/^Auto-Submitted: auto-generated/m);

  const attachment = await get(`/${letter.id}/attachments/0`);
  expect(attachment.headers.get('content-disposition')).toMatch(/^attachment; filename="?permit\.pdf"?$/);
  expect(Buffer.from(await attachment.arrayBuffer())).toEqual(pdf);
});

it.each(['/00000000-0000-7000-8000-000000000000', '/..%2f..%2fpackage', '/x/raw', '/x/attachments/0'])(
  'knows nothing of %s',
  async (path) => {
    expect((await get(path)).status).toBe(404);
  },
);

it('does not exist when a mail server is set', async () => {
  const server = await startMailbox();
  const other = await startApp({ SMTP_URL: server.url });
  const answer = await fetch(`${other.url}/dev/mailbox`);
  await other.close();
  await server.close();
  expect(answer.status).toBe(404);
});
