import { describe, expect, it } from '@jest/globals';
import { inflateSync } from 'node:zlib';
import { getDocumentProxy } from 'unpdf';
import { renderPaper, type PaperContent } from './paper.js';
import { typefaceOf } from './typefaces.js';

const permit: PaperContent = {
  letterhead: {
    cityName: 'City of Fairview',
    departmentName: 'Building and Development Services',
    lines: ['100 Main Street', 'Fairview, IL 60000', '(555) 010-0100', 'permits@fairview.example'],
  },
  title: 'Building Permit',
  subtitle: 'RST-2026-00017',
  notice: 'Post this card where it can be seen from the street until the final inspection has passed.',
  facts: [
    ['Type', 'Residential fence'],
    ['Address', '12 Oak Street, Unit 4, Fairview, IL 60000'],
    ['Issued', 'March 2, 2026'],
    ['Expires', 'August 29, 2026'],
    ['Applicant', 'Zoë Łukasiewicz'],
    ['Valuation', '$4,500.00'],
  ],
  sections: [
    {
      heading: 'Conditions',
      items: [
        'The finished side of the fence faces the neighboring property.',
        'Call before you dig: have all utilities marked. '.repeat(4),
      ],
    },
    {
      heading: 'Inspections',
      table: {
        columns: [
          { header: 'Inspection', width: 3 },
          { header: 'Needs first', width: 2 },
        ],
        rows: [
          ['Footing', '—'],
          ['Final', 'Footing'],
        ],
      },
    },
    {
      heading: 'Fees',
      table: {
        columns: [
          { header: 'Fee', width: 2 },
          { header: 'Basis', width: 3 },
          { header: 'Amount', align: 'right' },
        ],
        rows: [
          ['Permit fee', '$24.00 + 7 × $5.00 per $1,000 over $5,000', '$59.00'],
          ['Plan review', '65 % of the permit fee', '$38.35'],
        ],
        totals: [['Total paid', '', '$97.35']],
      },
    },
  ],
  qr: { text: 'https://permits.fairview.example/v1/verifications/4K7Q2M9X', caption: 'Scan to verify this permit' },
  footer: 'Issued under the city code. Verify at permits.fairview.example',
  createdAt: Temporal.Instant.from('2026-03-02T15:00:00Z'),
};

/** What somebody reads who opens the paper, in drawing order. */
async function textOf(pdf: Buffer): Promise<string> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const pages = await Promise.all(Array.from({ length: document.numPages }, (_, index) => document.getPage(index + 1)));
  const contents = await Promise.all(pages.map((page) => page.getTextContent()));
  return contents.flatMap(({ items }) => items.map((item) => ('str' in item ? item.str : ''))).join('\n');
}

function pagesOf(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type \/Page\b/g)].length;
}

it('prints title, facts, sections and tables', async () => {
  const pdf = await renderPaper(permit);
  const text = await textOf(pdf);
  for (const words of [
    'City of Fairview',
    'Building Permit',
    'RST-2026-00017',
    'Residential fence',
    'Footing',
    'Total paid',
    '$97.35',
    'Page 1 of 1',
    'Scan to verify',
  ]) {
    expect(text).toContain(words);
  }
  expect(pagesOf(pdf)).toBe(1);
});

it('gives the same bytes for the same content and instant', async () => {
  expect((await renderPaper(permit)).equals(await renderPaper(permit))).toBe(true);
  const later = await renderPaper({ ...permit, createdAt: permit.createdAt.add({ seconds: 1 }) });
  expect(later.equals(await renderPaper(permit))).toBe(false);
});

describe('for screen readers', () => {
  it('carries title, language and the mark of PDF/UA', async () => {
    const document = await getDocumentProxy(new Uint8Array(await renderPaper(permit)));
    const { info, metadata } = (await document.getMetadata()) as unknown as {
      info: { Title: string; Language: string };
      metadata: { get(name: string): string };
    };
    expect([info.Title, info.Language]).toEqual(['Building Permit – RST-2026-00017', 'en-US']);
    expect([metadata.get('dc:title'), metadata.get('pdfuaid:part')]).toEqual(['Building Permit – RST-2026-00017', '1']);
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    expect((await document.getViewerPreferences()) as object).toMatchObject({ DisplayDocTitle: true });
  });

  it('keeps the properties readable for programs whatever a permit is called', async () => {
    const pdf = await renderPaper({ ...permit, subtitle: 'Doors & windows <new>' });
    const document = await getDocumentProxy(new Uint8Array(pdf));
    const { metadata } = (await document.getMetadata()) as unknown as { metadata: { get(name: string): string } };
    expect(metadata.get('dc:title')).toBe('Building Permit – Doors and windows new');
  });

  it('names the parts of the paper in reading order, with words for the code', async () => {
    const page = await (await getDocumentProxy(new Uint8Array(await renderPaper(permit)))).getPage(1);
    const parts = partsOf((await page.getStructTree()) as Part);
    expect(parts.map(({ role }) => role).filter((role) => /^(H\d|L|LI|Table|TR|Link|Figure)$/.test(role))).toEqual([
      'H1',
      'Link',
      'Figure',
      'H2',
      'L',
      'LI',
      'LI',
      'H2',
      'Table',
      'TR',
      'TR',
      'TR',
      'H2',
      'Table',
      'TR',
      'TR',
      'TR',
      'TR',
    ]);
    expect(parts.find(({ role }) => role === 'Figure')!.alt).toBe(`QR code that opens ${permit.qr!.text}`);
    expect((await page.getAnnotations()).map(({ url }: { url: string }) => url)).toEqual([permit.qr!.text]);
  });
});

describe('in every script', () => {
  it.each([
    '张 伟',
    '張 偉',
    'Łukasz Brzęczyszczykiewicz',
    'Щербаков Юрий',
    'Αθήνα',
    '김민준',
    'さくら タナカ',
    'สมชาย',
    '6 ft → 8 ft, ≥ 3',
  ])('prints %s as it is written', async (name) => {
    expect((await textOf(await naming(name))).replaceAll('\n', '').replace(/\s+/g, ' ')).toContain(name);
  });

  it.each([
    ['محمد علي', 'محمد علي'],
    ['שלום כהן', 'שלום כהן'],
    ['हिन्दी क्षत्रिय', 'हिन्दी क्षत्रिय'],
    ['Nguyễn Thị Ánh', 'ị '],
    ['Fairview Homes, شركة البناء 2026', 'شركة البناء'],
  ])('draws %s, and tells what shapes and order do not', async (name, told) => {
    expect(
      actualTexts(await naming(name))
        .join('')
        .replace(/\s+/g, ' '),
    ).toContain(told);
  });

  it('joins Arabic letters and sets them from right to left', () => {
    const { glyphs, direction } = typefaceOf('م', 400)!.font.layout('محمد', []) as unknown as {
      glyphs: { id: number }[];
      direction: string;
    };
    const alone = Array.from('محمد', (letter) => typefaceOf(letter, 400)!.font.layout(letter, []).glyphs[0].id);
    expect(direction).toBe('rtl');
    expect(glyphs.map(({ id }) => id)).not.toEqual(alone.reverse());
  });

  it('brings every font along, and only the letters it needs', async () => {
    const pdf = await naming('张 伟, Łukasz, العربية');
    const source = pdf.toString('latin1');
    const fonts = [...source.matchAll(/\/Subtype \/Type0\n/g)].length;
    expect(fonts).toBeGreaterThan(3);
    expect([...source.matchAll(/\/FontFile2 \d+ 0 R/g)]).toHaveLength(fonts);
    expect([...source.matchAll(/\/ToUnicode \d+ 0 R/g)]).toHaveLength(fonts);
    expect(source).not.toMatch(/\/Subtype \/Type1\b/);
    expect(pdf.length).toBeLessThan(60_000);
  });
});

const naming = (name: string) => renderPaper({ ...permit, facts: [['Applicant', name]] });

interface Part {
  role: string;
  alt?: string;
  children?: Part[];
}

function partsOf(part: Part): Part[] {
  return [part, ...(part.children ?? []).flatMap(partsOf)].filter(({ role }) => role !== undefined);
}

const ESCAPED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** What the content streams tell readers of letters whose shapes do not say it. */
function actualTexts(pdf: Buffer): string[] {
  return [...pdf.toString('latin1').matchAll(/stream\n([\s\S]*?)\nendstream/g)].flatMap(([, stream]) => {
    let content: Buffer;
    try {
      content = inflateSync(Buffer.from(stream, 'latin1'));
    } catch {
      return [];
    }
    return [...content.toString('latin1').matchAll(/\/ActualText \(\xFE\xFF((?:\\[\s\S]|[^\\)])*)\)/g)].map(([, text]) =>
      Buffer.from(
        text.replace(/\\([\s\S])/g, (_, letter: string) => ESCAPED[letter] ?? letter),
        'latin1',
      )
        .swap16()
        .toString('utf16le'),
    );
  });
}

it('breaks over pages, repeats the table head and numbers the pages', async () => {
  const rows = Array.from({ length: 90 }, (_, index) => [
    `Line ${index + 1}`,
    'A basis that is explained at some length so that it needs two lines at least',
    '$1.00',
  ]);
  const pdf = await renderPaper({
    ...permit,
    sections: [{ heading: 'Fees', table: { columns: permit.sections[2].table!.columns, rows } }],
  });
  const text = await textOf(pdf);
  const pages = pagesOf(pdf);
  expect(pages).toBeGreaterThan(2);
  expect(text).toContain(`Page ${pages} of ${pages}`);
  expect(text.split('Basis\n').length - 1).toBe(pages);
  for (let line = 1; line <= 90; line++) expect(text).toContain(`Line ${line}\n`);
});

it('prints a paragraph longer than a page whole', async () => {
  const words = Array.from({ length: 2500 }, (_, index) => `word${index}`).join(' ');
  const text = await textOf(await renderPaper({ ...permit, sections: [{ heading: 'Long', lines: [words] }] }));
  for (const index of [0, 1, 1249, 2498, 2499]) expect(text).toContain(`word${index}`);
});
