import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';

const [dockerfile, compose] = ['Dockerfile', 'docker-compose.yml'].map((file) => readFileSync(file, 'utf8'));

it('names every image with a version', () => {
  const images = [...`${dockerfile}\n${compose}`.matchAll(/^ *(?:FROM|image:) (\S+)/gm)].map(([, image]) => image!);
  expect(images.length).toBeGreaterThan(6);
  expect(images.filter((image) => !/:\S*\d/.test(image) || image.endsWith(':latest'))).toEqual([]);
});

it('is of the version of the project', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(compose).toContain(`image: frontcounter:${version}\n`);
});

it('says how to sign in, with an account that only this machine can reach', () => {
  const email = /ADMIN_EMAIL: (\S+)/.exec(compose!)![1]!;
  expect(compose).toContain(`with\n# ${email}`);
  expect(
    [...compose!.matchAll(/ports: \[(.*)\]/g)].flatMap(([, ports]) => ports!.split(', ')).filter((port) => !port.startsWith("'127.0.0.1:")),
  ).toEqual([]);
});
