import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MailerService } from '@nestjs-modules/mailer';
import { LetterRefused, Mailer, type Letter } from '../../src/platform/mail/mailer.js';
import { Clock } from '../../src/platform/time/clock.js';
import { startMailbox, type TestMailbox } from '../support/mailbox.js';

const letter: Letter = {
  id: '0198c2f0-0000-7000-8000-000000000001',
  from: { name: 'City of Fairview', address: 'permits@fairview.example' },
  to: { name: 'Zoë, of Oak Street', address: 'zoe@mail.example' },
  subject: 'Your permit – issued ✓',
  text: 'Good news.',
  html: '<p>Good news.</p>',
  attachments: [{ fileName: 'permit.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7') }],
  preferencesUrl: 'http://localhost:3000/notifications/preferences',
};

describe('letters by SMTP', () => {
  let mailbox: TestMailbox;
  let transport: MailerService;
  let mailer: Mailer;

  beforeAll(async () => {
    mailbox = await startMailbox();
    transport = new MailerService({ transport: { url: mailbox.url, pool: true, maxRequeues: 1 } }, undefined as never);
    mailer = new Mailer(transport, new Clock(Temporal.Instant.from('2026-03-02T15:00:00Z')));
  });
  afterAll(async () => {
    await transport.onModuleDestroy();
    await mailbox.close();
  });
  beforeEach(() => {
    mailbox.received.length = 0;
    mailbox.accept();
  });

  it('N-01 arrive whole, from the one address, marked as automatic', async () => {
    await mailer.send(letter);
    const [mail] = mailbox.received;
    expect(mail).toMatchObject({
      from: '"City of Fairview" <permits@fairview.example>',
      to: 'zoe@mail.example',
      subject: letter.subject,
      html: letter.html,
      attachments: [{ fileName: 'permit.pdf', contentType: 'application/pdf', content: Buffer.from('%PDF-1.7') }],
    });
    expect(mail.text.trim()).toBe(letter.text);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect((mail.headers.get('date') as Date).toISOString().slice(0, 16)).toBe('2026-03-02T15:00');
    expect(JSON.stringify(mail.headers.get('list'))).toContain(letter.preferencesUrl);
  });

  it('keep their Message-ID when they are sent again', async () => {
    await mailer.send(letter);
    await mailer.send(letter);
    expect(mailbox.received.map((mail) => mail.messageId)).toEqual([`<${letter.id}@fairview.example>`, `<${letter.id}@fairview.example>`]);
  });

  it.each([
    [550, 'recipient', true],
    [554, 'data', true],
    [450, 'recipient', false],
    [452, 'data', false],
  ] as const)('refused with %i at the %s: for good is %s', async (code, at, permanent) => {
    mailbox.refuse({ code, at, message: 'No such mailbox' });
    const refusal = await mailer.send(letter).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refusal).toBeInstanceOf(LetterRefused);
    expect(refusal).toMatchObject({ permanent, message: expect.stringContaining('No such mailbox') });
  });

  it('cannot be sent while the server is away, and a later try may work', async () => {
    const away = new MailerService({ transport: { url: 'smtp://127.0.0.1:1', pool: true, maxRequeues: 0 } }, undefined as never);
    await expect(new Mailer(away, new Clock()).send(letter)).rejects.toMatchObject({ permanent: false });
    await away.onModuleDestroy();
  });
});
