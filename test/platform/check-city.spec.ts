import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { Child } from '../support/child.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontcounter-city-'));
  cpSync('city', folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Content = Record<string, unknown>;

function change(file: string, edit: (content: Content) => void): void {
  const path = join(folder, file);
  const content = JSON.parse(readFileSync(path, 'utf8')) as Content;
  edit(content);
  writeFileSync(path, JSON.stringify(content));
}

async function check(): Promise<{ code: number | null; said: string }> {
  const child = new Child('dist/src/check-city.js', {}, { words: [folder] });
  const code = await child.end();
  return { code, said: child.output };
}

it('is content with the files of the demo city', async () => {
  expect(await check()).toEqual({ code: 0, said: 'City of Fairview: the profile and its catalogues can be used.\n' });
}, 30_000);

it('names each file, the place in it and the rule, without a stack', async () => {
  change('permit-types.json', (content) => ((content.permitTypes as Content[])[0]!.summary = ''));
  change('contractor-classes.json', (content) => delete (content.classes as Content[])[0]!.name);
  change('code-enforcement.json', (content) => ((content.categories as Content[])[1]!.code = (content.categories as Content[])[0]!.code));
  writeFileSync(join(folder, 'conveyance.json'), '{ "types": [');
  const { code, said } = await check();
  expect(code).toBe(1);
  expect(said).toMatch(/permit-types\.json cannot be used:\n {2}- \/permitTypes\/0\/summary /);
  expect(said).toMatch(/contractor-classes\.json cannot be used:\n {2}- \/classes\/0\/name /);
  expect(said).toMatch(/code-enforcement\.json cannot be used:\n {2}- \/categories\/1\/code /);
  expect(said).toMatch(/conveyance\.json cannot be used:\n {2}- \/ is not JSON/);
  expect(said).not.toMatch(/\bat .*\.js:/);
}, 30_000);

describe('the schemas for editors', () => {
  const check = () => {
    const script = ['--import', './test/support/typescript.mjs', 'scripts/city-schemas.mjs', '--check'];
    return spawnSync(process.execPath, script, { encoding: 'utf8' });
  };
  const files = readdirSync('city').filter((file) => file.endsWith('.json'));
  const read = (file: string) => JSON.parse(readFileSync(join('city', file), 'utf8')) as Content & { $schema: string };
  const validatorOf = (file: string) => new Ajv({ strict: false, validateFormats: false }).compile(read(read(file).$schema));

  it('are those of the rules by which the portal reads the files', () => {
    const { status, stderr } = check();
    expect([status, stderr]).toEqual([0, '']);
  }, 60_000);

  it.each(files)('have no complaint about %s, but about something that is missing or unknown in it', (file) => {
    const [validate, content] = [validatorOf(file), read(file)];
    expect([validate(content), validate.errors]).toEqual([true, null]);
    expect(validate({ ...content, moats: [] })).toBe(file === 'contractor-classes.json');
    const required = (read(content.$schema) as { required?: string[] }).required!;
    expect(required.length).toBeGreaterThan(1);
    for (const name of required) expect([name, validate({ ...content, [name]: undefined })]).toEqual([name, false]);
  });
});
