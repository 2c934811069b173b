import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import { Public } from '../auth/auth.decorators.js';
import { domainError } from '../errors/domain-error.js';
import { DevelopmentMailbox, type KeptLetter } from './development-mailbox.js';

const LISTED = 200;

const page = (name: string) => Handlebars.compile(readFileSync(new URL(`./${name}.hbs`, import.meta.url), 'utf8'), { strict: true });
const pages = { list: page('mailbox-list'), letter: page('mailbox-letter') };

const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'";
/** What came by mail is shown as a mail program would: no scripts, nothing fetched, links open beside the mailbox. */
const LETTER_POLICY =
  "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

class LetterNotFound extends domainError('mail.letter-not-found', 'not-found', 'There is no such letter') {}

/** The development mailbox as web pages, and as JSON for programs that follow the links in letters. */
@ApiExcludeController()
@Controller('dev/mailbox')
export class DevelopmentMailboxController {
  constructor(private readonly mailbox: DevelopmentMailbox) {}

  @Get()
  @Public()
  async showMailbox(@Res() response: Response, @Query('to') to?: string): Promise<void> {
    const letters = await this.mailbox.list(LISTED, text(to));
    sendPage(response, pages.list({ letters: letters.map(forPage), to: text(to) ?? '' }), PAGE_POLICY);
  }

  @Get('letters')
  @Public()
  async listKeptLetters(@Query('to') to?: string): Promise<KeptLetter[]> {
    return this.mailbox.list(LISTED, text(to));
  }

  @Get(':id')
  @Public()
  async showLetter(@Param('id') id: string, @Res() response: Response): Promise<void> {
    sendPage(response, pages.letter(forPage(found(await this.mailbox.read(id)))), PAGE_POLICY);
  }

  @Get(':id/html')
  @Public()
  async showLetterHtml(@Param('id') id: string, @Res() response: Response): Promise<void> {
    const { html } = found(await this.mailbox.read(id));
    sendPage(response, html.replace('<head>', '<head><base target="_blank">'), LETTER_POLICY);
  }

  @Get(':id/raw')
  @Public()
  async showRawLetter(@Param('id') id: string, @Res() response: Response): Promise<void> {
    response.type('text/plain; charset=utf-8').send(found(await this.mailbox.raw(id)));
  }

  @Get(':id/attachments/:index')
  @Public()
  async downloadLetterAttachment(@Param('id') id: string, @Param('index') index: string, @Res() response: Response): Promise<void> {
    const kept = found(found(await this.mailbox.read(id)).attachments[Number(index)] ?? null);
    const content = found(await this.mailbox.attachment(id, Number(index)));
    response.attachment(kept.fileName).type(kept.contentType).send(content);
  }
}

function found<T>(thing: T | null): T {
  if (thing === null) throw new LetterNotFound('There is no such letter in the mailbox.');
  return thing;
}

/** `?to=a&to=b` would be a list. */
function text(query: unknown): string | undefined {
  return typeof query === 'string' && query !== '' ? query : undefined;
}

function sendPage(response: Response, html: string, policy: string): void {
  response.setHeader('Content-Security-Policy', policy);
  response.setHeader('Cache-Control', 'no-store');
  response.type('html').send(html);
}

function forPage(letter: KeptLetter) {
  return {
    ...letter,
    received: letter.receivedAt.slice(0, 19).replace('T', ' '),
    attachments: letter.attachments.map((attachment, index) => ({
      ...attachment,
      index,
      kilobytes: Math.max(1, Math.round(attachment.sizeBytes / 1024)),
    })),
  };
}
