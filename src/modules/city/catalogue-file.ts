import { readFileSync } from 'node:fs';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { CityProfile } from './city-profile.js';
import type { FieldError } from '../../platform/errors/domain-error.js';
import { fieldErrors } from '../../platform/http/validation-messages.js';

/** A catalogue of the city's that cannot be used; the message names every place in the file and its rule. */
export class CatalogueFileError extends Error {
  constructor(path: string, problems: FieldError[]) {
    super(`The catalogue ${path} cannot be used:\n${problems.map(({ pointer, detail }) => `  - ${pointer || '/'} ${detail}`).join('\n')}`);
    this.name = 'CatalogueFileError';
  }
}

/** As what each file was read, by its path: what the schemas for editors are made of. */
export const readAs = new Map<string, { type: new () => object; isOpen: boolean }>();

/**
 * Reads one of the files that `CityProfile.catalogues` names, checked against its class.
 * @param isOpen whether it may say more than the class knows, such as where a rule comes from
 */
export function readCatalogueFile<T extends object>(path: string, type: new () => T, isOpen = false): T {
  readAs.set(path, { type, isOpen });
  const content = plainToInstance(type, withoutSchema(parse(path)));
  const problems = validateSync(content, { whitelist: !isOpen, forbidNonWhitelisted: !isOpen, forbidUnknownValues: true }).flatMap(
    (error) => fieldErrors(error, '', 'is not a part of this catalogue'),
  );
  if (problems.length > 0) throw new CatalogueFileError(path, problems);
  return content;
}

/** Which schema completes the file is a word to the editor alone. */
export function withoutSchema({ $schema: _, ...content }: { $schema?: unknown }): object {
  return content;
}

function parse(path: string): object {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new CatalogueFileError(path, [{ pointer: '', detail: `could not be read (${(error as NodeJS.ErrnoException).code})` }]);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new CatalogueFileError(path, [{ pointer: '', detail: `is not JSON: ${(error as Error).message}` }]);
  }
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content;
  throw new CatalogueFileError(path, [{ pointer: '', detail: 'must be a JSON object' }]);
}

type Reads = (profile: CityProfile) => unknown;

const readers: Reads[] = [];

/** Beside each catalogue, when its module is loaded: how its files are read and checked. */
export function defineCatalogue(read: Reads): void {
  readers.push(read);
}

/** What is wrong with a city's files, without a portal or a database: one error a file. */
export function catalogueErrors(profile: CityProfile): Error[] {
  return readers.flatMap((read) => {
    try {
      read(profile);
      return [];
    } catch (error) {
      return [error as Error];
    }
  });
}
