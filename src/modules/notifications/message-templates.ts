import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import Handlebars from 'handlebars';
import { htmlHelpers, textHelpers } from './message-helpers.js';

const FOLDER = join(import.meta.dirname, 'templates');

export type MessageFacts = Record<string, unknown>;

export interface MessageBody {
  subject: string;
  text: string;
  html: string;
}

interface Compiled {
  subject: Handlebars.TemplateDelegate;
  text: Handlebars.TemplateDelegate;
  html: Handlebars.TemplateDelegate;
}

/**
 * The words of all messages. One template (`templates/<kind>.hbs`: a subject line, then paragraphs, lists and buttons by helpers)
 * gives text and HTML alike, so that they cannot say different things. A fact that a template names and does not get is an error.
 */
@Injectable()
export class MessageTemplates {
  private readonly text = Handlebars.create();
  private readonly html = Handlebars.create();
  private readonly messages = new Map<string, Compiled>();
  private readonly layout: Pick<Compiled, 'text' | 'html'>;

  constructor() {
    teach(this.text, textHelpers);
    teach(this.html, htmlHelpers);
    this.layout = { text: this.compileText(read('layout.text.hbs')), html: this.compileHtml(read('layout.html.hbs')) };
    for (const file of readdirSync(FOLDER)) {
      if (file.startsWith('layout.')) continue;
      this.messages.set(file.replace(/\.hbs$/, ''), this.compile(file));
    }
  }

  kinds(): string[] {
    return [...this.messages.keys()];
  }

  /** The message without the letter around it: what the portal shows. */
  render(kind: string, facts: MessageFacts): MessageBody {
    const message = this.messages.get(kind);
    if (!message) throw new Error(`There is no template for the message ${kind}.`);
    return {
      subject: message.subject(facts).trim(),
      text: withoutGaps(message.text(facts)),
      html: message.html(facts).trim(),
    };
  }

  /** The letter: greeting, message, whom to ask and where to choose. */
  letter(body: MessageBody, facts: MessageFacts): MessageBody {
    return {
      subject: body.subject,
      text: `${withoutGaps(this.layout.text({ ...facts, subject: body.subject, body: body.text }))}\n`,
      html: this.layout.html({ ...facts, subject: body.subject, body: body.html }),
    };
  }

  private compile(file: string): Compiled {
    const [, subject, body] = /^Subject: (.+)\n([^]+)$/.exec(read(file)) ?? [];
    if (!subject || !body) throw new Error(`The template ${file} must begin with a line “Subject: …”.`);
    return { subject: this.compileText(subject), text: this.compileText(body), html: this.compileHtml(body) };
  }

  private compileText(source: string): Handlebars.TemplateDelegate {
    return this.text.compile(source, { strict: true, noEscape: true });
  }

  private compileHtml(source: string): Handlebars.TemplateDelegate {
    return this.html.compile(source, { strict: true });
  }
}

/** Strict templates refuse a missing fact where it is printed; here also where it is handed to a helper or asked for by `if`. */
function teach(handlebars: typeof Handlebars, helpers: object): void {
  for (const [name, helper] of Object.entries({ if: handlebars.helpers.if, ...helpers })) {
    handlebars.registerHelper(name, function (this: unknown, ...given: unknown[]) {
      if (given.includes(undefined)) throw new Error(`The template gives {{${name} …}} a fact that is missing.`);
      return (helper as (this: unknown, ...given: unknown[]) => unknown).apply(this, given);
    });
  }
}

/** Line feeds between the paragraphs of a template are the writer's. */
function withoutGaps(text: string): string {
  return text.trim().replace(/\n{3,}/g, '\n\n');
}

function read(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}
