import { CatalogueFileError, CityProfileError } from './modules/city/index.js';
import { SettingsError } from './platform/config/environment.js';
import { EmbeddedPostgresError } from './platform/database/embedded-postgres.js';
import { DatabaseUnusable } from './platform/database/reachable.js';
import { PortTaken, PortUnusable } from './platform/lifecycle/free-port.js';

/** What whoever starts the portal can put right; the message alone says it, and a stack would only hide it. */
const MISTAKES = [SettingsError, CityProfileError, CatalogueFileError, DatabaseUnusable, EmbeddedPostgresError, PortTaken, PortUnusable];

export function explainFailure(error: unknown): void {
  if (MISTAKES.some((mistake) => error instanceof mistake)) console.error(`\nThe portal did not start.\n\n${(error as Error).message}\n`);
  else console.error(error);
}
