import 'reflect-metadata';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { format, resolveConfig } from 'prettier';
import '../src/app.module.ts';
import { catalogueErrors, readAs } from '../src/modules/city/catalogue-file.ts';
import { CityProfile } from '../src/modules/city/city-profile.ts';
import { loadCityProfile } from '../src/modules/city/load-city-profile.ts';

/*
 * Writes city/schemas, by which editors complete and check a city's files, from the rules by which the portal reads them; with --check
 * it only tells whether they are still true. Rules between two places of a file are left to `npm run check-city`.
 */
const PROJECT = join(import.meta.dirname, '..');
const FOLDER = join(PROJECT, 'city', 'schemas');
// Where the library keeps which class a part is of; it is not among its exports.
const { defaultMetadataStorage: types } = createRequire(import.meta.url)('class-transformer/cjs/storage.js');

const profile = loadCityProfile();
const mistakes = catalogueErrors(profile);
if (mistakes.length > 0) throw new AggregateError(mistakes);
const files = [['profile.json', { type: CityProfile, isOpen: false }], ...[...readAs].map(([path, shape]) => [basename(path), shape])];

mkdirSync(FOLDER, { recursive: true });
const stale = [];
for (const [file, { type, isOpen }] of files) {
  const path = join(FOLDER, file.replace('.json', '.schema.json'));
  const text = await format(JSON.stringify(schemaOf(type, isOpen)), { ...(await resolveConfig(path)), filepath: path });
  if (process.argv.includes('--check')) {
    if (read(path) !== text) stale.push(path);
  } else writeFileSync(path, text);
}
if (stale.length > 0) {
  console.error(`No longer true, run npm run city-schemas:\n${stale.join('\n')}`);
  process.exit(1);
}

function schemaOf(type, isOpen) {
  const names = new Map();
  const definitions = {};
  const root = describe(type);
  root.properties = { $schema: { type: 'string' }, ...root.properties };
  return { $schema: 'http://json-schema.org/draft-07/schema#', ...root, definitions };

  function describe(target) {
    const schema = targetConstructorToSchema(target, {
      classTransformerMetadataStorage: types,
      additionalConverters: {
        nestedValidation: ({ target: owner, propertyName }) => {
          const part = typeOf(owner, propertyName);
          return part && { $ref: `#/definitions/${define(part)}` };
        },
      },
    });
    const usual = new target();
    const required = (schema.required ?? []).filter((name) => usual[name] === undefined);
    const properties = Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, property]) => [name, required.includes(name) ? property : orNull(property)]),
    );
    return { type: 'object', properties, ...(required.length > 0 ? { required } : {}), ...(isOpen ? {} : { additionalProperties: false }) };
  }

  /** The rules of a part, under a name of its own; two classes of one name are told apart. */
  function define(part) {
    if (!names.has(part)) {
      const used = [...names.values()];
      const name = used.includes(part.name) ? `${part.name}${used.length}` : part.name;
      names.set(part, name);
      definitions[name] = describe(part);
    }
    return names.get(part);
  }
}

function typeOf(owner, property) {
  for (let target = owner; target && target !== Function.prototype; target = Object.getPrototypeOf(target)) {
    const found = types.findTypeMetadata(target, property);
    if (found) return found.typeFunction();
  }
  return undefined;
}

/** What may be left out may also be null. */
function orNull(schema) {
  return { anyOf: [schema, { type: 'null' }] };
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
