import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { readCatalogueFile } from '../../city/index.js';
import { catalogueProblems, toCatalogue } from './catalogue.js';
import { CounterTypesFile, PermitTypesFile } from './catalogue-files.js';
import type { Named } from './permit-type.js';

const prefixes = { 'residential-single-trade': 'RST', signage: 'SGN', solar: 'SOL', 'zoning-accessory': 'ZAS' };
const { classes } = JSON.parse(readFileSync('city/contractor-classes.json', 'utf8')) as { classes: Named[] };
const online = () => readCatalogueFile('city/permit-types.json', PermitTypesFile);
const counter = () => readCatalogueFile('city/counter-types.json', CounterTypesFile);

it("finds nothing wrong with the city's own catalogue", () => {
  const catalogue = toCatalogue(online(), counter(), prefixes, classes);
  expect(catalogue.types).toHaveLength(56);
  expect(catalogueProblems(catalogue.types, catalogue)).toEqual([]);
});

it('names every place of a file whose types do not fit together', () => {
  const changed = online();
  changed.permitTypes[1]!.code = changed.permitTypes[0]!.code;
  changed.permitTypes[2]!.documents[0]!.code = 'horoscope';
  const { types, ...rest } = toCatalogue(changed, counter(), prefixes, classes);
  expect(catalogueProblems(types.slice(0, 29), { types, ...rest }).map(({ pointer }) => pointer)).toEqual([
    '/permitTypes/0/code',
    '/permitTypes/1/code',
    '/permitTypes/2/documents/0/code',
  ]);
});

it.each([
  ['{', /- \/ is not JSON/],
  ['[]', /must be a JSON object/],
  ['{"categories": [], "color": "red"}', /\/color is not a part of this catalogue/],
])('refuses the file %j in words that a city understands', (content, message) => {
  const path = join(mkdtempSync(join(tmpdir(), 'catalogue-')), 'permit-types.json');
  writeFileSync(path, content);
  expect(() => readCatalogueFile(path, PermitTypesFile)).toThrow(message);
});

it('says so when there is no such file', () => {
  expect(() => readCatalogueFile('city/moats.json', PermitTypesFile)).toThrow(
    'city/moats.json cannot be used:\n  - / could not be read (ENOENT)',
  );
});
