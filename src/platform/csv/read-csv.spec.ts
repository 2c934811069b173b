import { Readable } from 'node:stream';
import { expect, it } from '@jest/globals';
import { CsvHeadingError, readCsv, type CsvLine } from './read-csv.js';

const COLUMNS = [
  { name: 'number', required: true },
  { name: 'insideCity', aliases: ['in city'] },
] as const;

async function read(text: string): Promise<CsvLine<'number' | 'insideCity'>[]> {
  const lines = [];
  for await (const line of readCsv(Readable.from([Buffer.from(text)]), COLUMNS)) lines.push(line);
  return lines;
}

it('reads lines under their headings, however these are written', async () => {
  const expected = [
    { line: 2, values: { number: '1', insideCity: 'yes' } },
    { line: 4, values: { number: 'a "b", c', insideCity: '' } },
  ];
  expect(await read('number,insideCity\n1,yes\n\n"a ""b"", c"\n')).toEqual(expected);
  expect(await read('\uFEFFNumber;IN_CITY;other\r\n 1 ;yes;x\r\n\r\n"a ""b"", c";;\r\n')).toEqual(expected);
});

it('separates a list by what its heading is separated by, and by nothing else', async () => {
  expect(await read('number,inside city\n1,R-1; PUD\n')).toEqual([{ line: 2, values: { number: '1', insideCity: 'R-1; PUD' } }]);
  expect(await read('\n"number";"inside, city";in city\n1;x;9 Main St, rear\n')).toEqual([
    { line: 3, values: { number: '1', insideCity: '9 Main St, rear' } },
  ]);
});

it('names a line that cannot be read, and reads on', async () => {
  expect(await read('number,inside-city\n1,yes,no\n2,no\n')).toEqual([
    { line: 2, problem: { line: 2, column: null, detail: 'has 3 values, the heading has 2' } },
    { line: 3, values: { number: '2', insideCity: 'no' } },
  ]);
});

it('says where a quote was left open', async () => {
  const lines = await read('number,inside city\n1,yes\n"2,no\n3,no\n');
  expect(lines[0]).toEqual({ line: 2, values: { number: '1', insideCity: 'yes' } });
  expect(lines.at(-1)?.problem?.detail).toContain('cannot be read');
});

it('refuses a list without a heading it needs, twice the same, or nothing at all', async () => {
  await expect(read('')).rejects.toThrow(CsvHeadingError);
  await expect(read('inside city\nyes\n')).rejects.toThrow('missing: number');
  await expect(read('number,NUMBER\n1,2\n')).rejects.toThrow('there twice');
});

it('tells what its heading names, and what it does not know', async () => {
  const headings: unknown[] = [];
  const list = Readable.from([Buffer.from('Number,Owner,\n1,x,\n')]);
  for await (const _line of readCsv(list, COLUMNS, (heading) => headings.push(heading)));
  expect(headings).toEqual([{ columns: ['number'], unknown: ['Owner'] }]);
});

it('names a line that is not UTF-8', async () => {
  const list = Readable.from([Buffer.from('number,in city\nCa\u00f1on,yes\n1,yes\n', 'latin1')]);
  const lines = [];
  for await (const line of readCsv(list, COLUMNS)) lines.push(line);
  expect(lines).toEqual([
    { line: 2, problem: { line: 2, column: 'number', detail: expect.stringContaining('is not UTF-8') } },
    { line: 3, values: { number: '1', insideCity: 'yes' } },
  ]);
});
