import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A file in the folder with the city's profile, changed as told; for `CITY_PROFILE`. */
export function profileWith(folder: string, changes: object): string {
  const profile = JSON.parse(readFileSync('city/profile.json', 'utf8')) as { catalogues: Record<string, string> };
  const catalogues = Object.fromEntries(Object.entries(profile.catalogues).map(([name, path]) => [name, resolve('city', path)]));
  const file = join(folder, 'profile.json');
  writeFileSync(file, JSON.stringify({ ...profile, catalogues, ...changes }));
  return file;
}
