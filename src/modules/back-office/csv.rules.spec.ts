import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { csvLine } from './csv.rules.js';

it('quotes what would break a line', () => {
  expect(csvLine(['a', 'b,c', 'say "so"', 'two\nlines', null, 7, true])).toBe('a,"b,c","say ""so""","two\nlines",,7,true\r\n');
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1+1', '=HYPERLINK("https://example.com","x")'])(
  'makes %j harmless in a spreadsheet',
  (text) => {
    expect(csvLine([text]).replace(/^"/, '')).toMatch(/^'/);
  },
);

it('gives every text back to who reads the line as RFC 4180 says', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 5 }), (values) => {
      const read = readLine(csvLine(values)).map((value, at) => (value === `'${values[at]}` ? values[at] : value));
      expect(read).toEqual(values);
    }),
  );
});

function readLine(line: string): string[] {
  const fields: string[] = [];
  const field = /("(?:[^"]|"")*"|[^,\r\n"]*)(,|\r\n)/gy;
  for (let match = field.exec(line); match; match = field.exec(line)) {
    fields.push(match[1].startsWith('"') ? match[1].slice(1, -1).replaceAll('""', '"') : match[1]);
  }
  return fields;
}
