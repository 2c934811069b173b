import { readFileSync } from 'node:fs';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { FieldError } from '../../platform/errors/domain-error.js';
import { fieldErrors } from '../../platform/http/validation-messages.js';

/** A catalogue of the city's that cannot be used; the message names every place in the file and its rule. */
export class CatalogueFileError extends Error {
  constructor(path: string, problems: FieldError[]) {
    super(`The catalogue ${path} cannot be used:\n${problems.map(({ pointer, detail }) => `  - ${pointer || '/'} ${detail}`).join('\n')}`);
    this.name = 'CatalogueFileError';
  }
}

/** Reads one of the files that `CityProfile.catalogues` names, checked against its class. */
export function readCatalogueFile<T extends object>(path: string, type: new () => T): T {
  const content = plainToInstance(type, parse(path));
  const problems = validateSync(content, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true }).flatMap((error) =>
    fieldErrors(error, '', 'is not a part of this catalogue'),
  );
  if (problems.length > 0) throw new CatalogueFileError(path, problems);
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
