import PDFDocument from 'pdfkit';
import QRCode from 'qrcode';
import { Sheet, type Box, type PaperTable } from './sheet.js';

/** Who issues the paper, printed at its top. */
export interface CityLetterhead {
  /** `City of Fairview` */
  cityName: string;
  departmentName: string;
  /** Address, telephone, e-mail: short lines, set at the right. */
  lines: string[];
}

export interface PaperSection {
  heading: string;
  /** Paragraphs. */
  lines?: string[];
  /** Bulleted lines, such as conditions. */
  items?: string[];
  table?: PaperTable;
}

export interface PaperContent {
  letterhead: CityLetterhead;
  title: string;
  subtitle?: string;
  /** One sentence set in a frame below the title, such as where to post a permit card. */
  notice?: string;
  /** Label and value, two beside each other. */
  facts: [label: string, value: string][];
  sections: PaperSection[];
  /** The code stands at the top right, with what it opens below it. */
  qr?: { text: string; caption: string };
  /** Small print at the foot of every page, beside the page number. */
  footer?: string;
  /** Stands in the file's properties; the same content and instant give the same bytes. */
  createdAt: Temporal.Instant;
}

const QR_SIZE = 108;

/** Sets an official paper on US letter pages: tagged for screen readers (PDF/UA-1), with page breaks wherever the content needs them. */
export async function renderPaper(content: PaperContent): Promise<Buffer> {
  const title = content.subtitle ? `${content.title} – ${content.subtitle}` : content.title;
  const document = new PDFDocument({
    size: 'LETTER',
    margin: 0,
    pdfVersion: '1.7',
    bufferPages: true,
    autoFirstPage: false,
    tagged: true,
    // The types of the library are behind: neither this standard nor a start without a font is in them.
    subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets,
    font: null as unknown as string,
    lang: 'en-US',
    displayTitle: true,
    info: {
      Title: asProperty(title),
      Author: asProperty(content.letterhead.cityName),
      Subject: asProperty(content.letterhead.departmentName),
      Producer: 'Frontcounter',
      Creator: 'Frontcounter',
      CreationDate: new Date(content.createdAt.epochMilliseconds),
    },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const finished = new Promise<Buffer>((resolve, reject) => {
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });

  const sheet = new Sheet(document);
  drawHead(sheet, content);
  for (const section of content.sections) drawSection(sheet, section);
  sheet.drawPageMargins({
    running: `${content.letterhead.cityName} · ${title}`,
    foot: content.footer ?? content.letterhead.departmentName,
  });
  document.end();
  return finished;
}

/** The library copies these into XML as they are. */
function asProperty(text: string): string {
  return text.replaceAll('&', 'and').replace(/[<>]/g, '');
}

function drawHead(sheet: Sheet, content: PaperContent): void {
  drawLetterhead(sheet, content.letterhead);
  const full = sheet.box;
  const top = sheet.y;
  const beside: Box = content.qr ? { x: full.x, width: full.width - QR_SIZE - 28 } : full;
  sheet.text('H1', content.title, beside, 'title');
  if (content.subtitle) sheet.text('P', content.subtitle, beside, 'subtitle');
  sheet.space(10);
  if (content.notice) drawNotice(sheet, content.notice, beside);
  drawFacts(sheet, content.facts, beside);
  if (content.qr) sheet.y = Math.max(sheet.y, drawQr(sheet, content.qr, { x: full.x + full.width - QR_SIZE, width: QR_SIZE }, top));
  sheet.space(6);
}

function drawLetterhead(sheet: Sheet, letterhead: CityLetterhead): void {
  const { x, width } = sheet.box;
  const top = sheet.y;
  sheet.text('P', letterhead.cityName, { x, width: width * 0.58 }, 'city');
  sheet.text('P', letterhead.departmentName, { x, width: width * 0.58 }, 'department');
  const left = sheet.y;
  sheet.y = top + 2;
  for (const line of letterhead.lines) sheet.text('P', line, { x: x + width * 0.6, width: width * 0.4 }, 'contact', 'right');
  sheet.y = Math.max(left, sheet.y) + 8;
  sheet.rule('heavy');
  sheet.space(20);
}

function drawNotice(sheet: Sheet, notice: string, box: Box): void {
  const inset = { x: box.x + 12, width: box.width - 20 };
  const height = sheet.heightOf(notice, inset.width, 'notice') + 12;
  sheet.panel({ ...box, height });
  const top = sheet.y;
  sheet.y += 6;
  sheet.text('P', notice, inset, 'notice');
  sheet.y = top + height + 14;
}

function drawFacts(sheet: Sheet, facts: [label: string, value: string][], box: Box): void {
  const gutter = 20;
  const width = (box.width - gutter) / 2;
  for (let index = 0; index < facts.length; index += 2) {
    const pair = facts.slice(index, index + 2);
    const height = Math.max(...pair.map(([, value]) => sheet.heightOf(value, width, 'value'))) + 12;
    sheet.keepTogether(height);
    const top = sheet.y;
    let bottom = top;
    pair.forEach(([label, value], column) => {
      sheet.y = top;
      const cell = { x: box.x + column * (width + gutter), width };
      sheet.text('P', label, cell, 'label');
      sheet.text('P', value || '—', cell, 'value');
      bottom = Math.max(bottom, sheet.y);
    });
    sheet.y = bottom + 9;
  }
}

function drawQr(sheet: Sheet, { text, caption }: { text: string; caption: string }, box: Box, top: number): number {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const below = sheet.y;
  sheet.y = top;
  sheet.squares(modules.size, (row, column) => modules.get(row, column) !== 0, { ...box, alt: `QR code that opens ${text}`, link: text });
  sheet.y += 6;
  sheet.text('Caption', caption, box, 'caption', 'center');
  const bottom = sheet.y;
  sheet.y = below;
  return bottom;
}

function drawSection(sheet: Sheet, section: PaperSection): void {
  sheet.space(8);
  sheet.keepTogether(64);
  sheet.text('H2', section.heading, sheet.box, 'heading');
  sheet.space(2);
  sheet.rule('light');
  sheet.space(7);
  for (const line of section.lines ?? []) {
    sheet.text('P', line, sheet.box, 'body');
    sheet.space(4);
  }
  if (section.items?.length) sheet.list(section.items);
  if (section.table) sheet.table(section.table);
  sheet.space(6);
}
