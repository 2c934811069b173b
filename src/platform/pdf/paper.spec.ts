import { expect, it } from '@jest/globals';
import { inflateSync } from 'node:zlib';
import { renderPaper, type PaperContent } from './paper.js';

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

/** The text of a PDF, from its content streams, in drawing order. */
function textOf(pdf: Buffer): string {
  const source = pdf.toString('latin1');
  let text = '';
  for (const match of source.matchAll(/stream\n([\s\S]*?)\nendstream/g)) {
    let content: string;
    try {
      content = inflateSync(Buffer.from(match[1], 'latin1')).toString('latin1');
    } catch {
      continue;
    }
    for (const [, array] of content.matchAll(/\[([^\]]*)\] TJ/g)) {
      for (const [, hex] of array.matchAll(/<([0-9a-f]*)>/g)) text += Buffer.from(hex, 'hex').toString('latin1');
      text += '\n';
    }
  }
  return text;
}

function pagesOf(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type \/Page\b/g)].length;
}

it('prints title, facts, sections and tables', async () => {
  const pdf = await renderPaper(permit);
  const text = textOf(pdf);
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

it('carries its title and language for screen readers and is tagged', async () => {
  const source = (await renderPaper(permit)).toString('latin1');
  expect(source).toContain('/Marked true');
  expect(source).toContain('/Lang (en-US)');
  expect(source).toContain('/DisplayDocTitle true');
  expect(source).toContain('/Alt (QR code that opens');
});

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
  const text = textOf(pdf);
  const pages = pagesOf(pdf);
  expect(pages).toBeGreaterThan(2);
  expect(text).toContain(`Page ${pages} of ${pages}`);
  expect(text.split('Basis\n').length - 1).toBe(pages);
  for (let line = 1; line <= 90; line++) expect(text).toContain(`Line ${line}\n`);
});

it('prints a paragraph longer than a page whole', async () => {
  const words = Array.from({ length: 2500 }, (_, index) => `word${index}`).join(' ');
  const text = textOf(await renderPaper({ ...permit, sections: [{ heading: 'Long', lines: [words] }] }));
  for (const index of [0, 1, 1249, 2498, 2499]) expect(text).toContain(`word${index}`);
});
