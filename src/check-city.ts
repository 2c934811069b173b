import 'reflect-metadata';
import { join, resolve } from 'node:path';
import './app.module.js';
import { catalogueErrors, loadCityProfile } from './modules/city/index.js';

/** `npm run check-city -- folder`: says what is wrong with a city's files, without a portal or a database. */
const [folder = 'city'] = process.argv.slice(2);
const file = folder.endsWith('.json') ? resolve(folder) : join(resolve(folder), 'profile.json');
try {
  const profile = loadCityProfile(file);
  // One file can be read for several reasons.
  const mistakes = new Set(catalogueErrors(profile).map(({ message }) => message));
  for (const mistake of mistakes) console.error(`${mistake}\n`);
  if (mistakes.size === 0) console.log(`${profile.name}: the profile and its catalogues can be used.`);
  process.exitCode = mistakes.size === 0 ? 0 : 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
