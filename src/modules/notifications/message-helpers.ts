import Handlebars from 'handlebars';
import { formatCents } from '../../platform/money/money.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';

const { escapeExpression, SafeString } = Handlebars;

type Block = Handlebars.HelperOptions;

/** Stands in a stored message where the letter has a link that only the letter may have. */
const SECRET = 'urn:frontcounter:secret-link';

const WIDTH = 76;

const STYLE = {
  p: 'margin:0 0 16px;font-size:16px;line-height:24px;color:#1b2733',
  list: 'margin:0 0 16px;padding-left:22px;font-size:16px;line-height:24px;color:#1b2733',
  item: 'margin:0 0 6px',
  table: 'border-collapse:collapse;width:100%;margin:0 0 18px',
  label:
    'padding:7px 16px 7px 0;border-bottom:1px solid #e3e8ed;font-size:14px;line-height:20px;color:#5b6875;text-align:left;font-weight:normal;vertical-align:top;white-space:nowrap',
  value: 'padding:7px 0;border-bottom:1px solid #e3e8ed;font-size:15px;line-height:20px;color:#1b2733;vertical-align:top',
  quote:
    'margin:0 0 16px;padding:10px 16px;border-left:4px solid #1f4e79;background:#eef3f8;font-size:16px;line-height:24px;color:#1b2733;white-space:pre-line',
  button:
    'display:inline-block;background:#1f4e79;color:#ffffff;text-decoration:none;font-size:16px;line-height:20px;font-weight:bold;padding:13px 22px;border-radius:6px',
};

/** What both forms say alike. */
export const messageWords = {
  money: (cents: number) => formatCents(cents),
  /** `2026-03-02` → `March 2, 2026` */
  date: (day: string) => formatLongDate(day),
  /** `13:30` → `1:30 PM` */
  time: (time: string) => Temporal.PlainTime.from(time).toLocaleString('en-US', { timeStyle: 'short' }).replaceAll('\u202f', ' '),
  /** `2026-03-02` → `Monday, March 2, 2026` */
  weekday: (day: string) => Temporal.PlainDate.from(day).toLocaleString('en-US', { dateStyle: 'full' }),
  lower: (text: string) => text.charAt(0).toLowerCase() + text.slice(1),
  is: (one: unknown, other: unknown) => one === other,
};

export const textHelpers = {
  ...messageWords,
  p(this: unknown, block: Block) {
    return `${wrap(inline(block.fn(this)))}\n\n`;
  },
  list(items: unknown[], block: Block) {
    const lines = items.map((item) => wrap(inline(block.fn(item)), '- ', '  '));
    return lines.length === 0 ? '' : `${lines.join('\n')}\n\n`;
  },
  facts(rows: [string, string][]) {
    return `${rows.map(([label, value]) => wrap(`${label}: ${value}`, '', '  ')).join('\n')}\n\n`;
  },
  quote(text: string) {
    return `${text
      .trim()
      .split('\n')
      .map((line) => wrap(line.trim(), '> ', '> '))
      .join('\n')}\n\n`;
  },
  button(label: string, url: string) {
    return `${label}:\n${url}\n\n`;
  },
  secretButton(label: string) {
    return `${label}:\n${SECRET}\n\n`;
  },
};

export const htmlHelpers = {
  ...messageWords,
  p(this: unknown, block: Block) {
    return new SafeString(`<p style="${STYLE.p}">${inline(block.fn(this))}</p>\n`);
  },
  list(items: unknown[], block: Block) {
    const lines = items.map((item) => `<li style="${STYLE.item}">${inline(block.fn(item))}</li>`);
    return new SafeString(lines.length === 0 ? '' : `<ul style="${STYLE.list}">${lines.join('')}</ul>\n`);
  },
  facts(rows: [string, string][]) {
    const lines = rows.map(
      ([label, value]) =>
        `<tr><th scope="row" style="${STYLE.label}">${escapeExpression(label)}</th><td style="${STYLE.value}">${escapeExpression(value)}</td></tr>`,
    );
    return new SafeString(`<table style="${STYLE.table}">${lines.join('')}</table>\n`);
  },
  quote(text: string) {
    return new SafeString(`<blockquote style="${STYLE.quote}">${escapeExpression(text.trim())}</blockquote>\n`);
  },
  button(label: string, url: string) {
    return new SafeString(button(escapeExpression(label), escapeExpression(url)));
  },
  secretButton(label: string) {
    return new SafeString(button(escapeExpression(label), SECRET));
  },
};

/** The message with its link, for the letter. */
export function withSecretLink<B extends { text: string; html: string }>(body: B, url: string): B {
  return { ...body, text: body.text.replaceAll(SECRET, url), html: body.html.replaceAll(SECRET, escapeExpression(url)) };
}

/** The message as the portal shows it: the link is in the letter alone. */
export function withoutSecretLink(text: string, html: string): { text: string; html: string } {
  const note = 'The link is in the e-mail we sent you.';
  const anchors = new RegExp(`<a [^>]*href="${SECRET}"[^>]*>[^<]*</a>`, 'g');
  return { text: text.replaceAll(SECRET, note), html: html.replace(anchors, note) };
}

function button(label: string, url: string): string {
  return `<p style="margin:0 0 20px"><a href="${url}" style="${STYLE.button}">${label}</a></p>\n`;
}

/** Templates are broken into lines where it suits the writer. */
function inline(content: string): string {
  return content.trim().replace(/\s+/g, ' ');
}

function wrap(text: string, first = '', next = ''): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = next;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join('\n');
}
