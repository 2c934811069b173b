import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { sql } from 'kysely';
import { Public } from '../../src/platform/auth/auth.decorators.js';
import { Database } from '../../src/platform/database/database.js';
import { domainError } from '../../src/platform/errors/domain-error.js';
import { Etag, IfMatch, requireVersion, type ExpectedVersion } from '../../src/platform/http/etag.js';
import { page, PageQuery, readCursor } from '../../src/platform/http/paging.js';
import { Problems } from '../../src/platform/http/problems.decorator.js';
import { UuidPipe } from '../../src/platform/http/uuid.pipe.js';
import { startPlatform, type TestPlatform } from '../support/platform.js';

class GateShut extends domainError('garden.gate-shut', 'conflict', 'The gate is shut') {}

class Bed {
  @IsString()
  @Length(1, 20)
  name: string;

  @IsInt()
  @Min(1)
  @Max(100)
  plants: number;
}

class Garden {
  @IsString()
  @Length(1, 40)
  name: string;

  @IsIn(['sun', 'shade', 'half'])
  light: string;

  @IsBoolean()
  watered: boolean;

  @IsOptional()
  @IsEmail()
  gardener?: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => Bed)
  beds: Bed[];
}

@Public()
@Controller('gardens')
class GardensController {
  private version = 3;
  private name = 'Rose garden';

  constructor(private readonly database: Database) {}

  @Post()
  createGarden(@Body() garden: Garden): Garden {
    return garden;
  }

  @Problems(GateShut)
  @Get('gate')
  openGate(): never {
    throw new GateShut('The gate of RST-2026-00017 is shut until 9:00.', { extensions: { opensAt: '09:00' } });
  }

  @Get('fault')
  fault(): never {
    throw new TypeError('secret /srv/path of the server');
  }

  @Get('sql')
  async brokenSql(): Promise<unknown> {
    return this.database.rows(sql`select secret_column from platform.event`);
  }

  @Post('twice')
  async insertTwice(): Promise<void> {
    for (let time = 0; time < 2; time += 1)
      await this.database.execute(sql`insert into platform.rate_limit values ('garden-secret', 1, now())`);
  }

  @Get('cast')
  async castText(@Query('id') id: string): Promise<unknown> {
    return this.database.rows(sql`select 1 from platform.event where id = ${id}`);
  }

  @Get('numbers')
  numbers(@Query() query: PageQuery) {
    const [after] = readCursor(query.cursor, 1) ?? [0];
    const rows = Array.from({ length: query.limit + 1 }, (_, index) => Number(after) + index + 1).filter((number) => number <= 5);
    return page(
      rows,
      query.limit,
      (row) => [row],
      (row) => row,
    );
  }

  @Etag()
  @Get('one')
  one() {
    return { version: this.version, name: this.name };
  }

  @Etag()
  @Patch('one')
  rename(@Body() body: Bed, @IfMatch() expected?: ExpectedVersion) {
    requireVersion(this.version, expected);
    this.version += 1;
    this.name = body.name;
    return { version: this.version, name: this.name };
  }

  @Get('by-id/:id')
  byId(@Param('id', UuidPipe) id: string) {
    return { id };
  }

  @HttpCode(204)
  @Get('named/:name')
  named(@Param('name') _name: string): void {}
}

let app: TestPlatform;
beforeAll(async () => {
  app = await startPlatform(
    { controllers: [GardensController] },
    { CORS_ORIGINS: 'https://portal.example', PUBLIC_URL: 'https://permits.example' },
  );
});
afterAll(() => app.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(app.url + path, { headers });
const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(app.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

async function problem(response: Response) {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const body = (await response.json()) as {
    code: string;
    status: number;
    detail: string;
    errors?: { pointer: string; detail: string }[];
  } & Record<string, unknown>;
  expect(body.status).toBe(response.status);
  return body;
}

const GOOD = { name: 'Herbs', light: 'sun', watered: true, beds: [{ name: 'Basil', plants: 4 }] };

it('tells a broken rule as an RFC 9457 problem with its code, its words and its own members', async () => {
  const response = await get('/v1/gardens/gate?secret=1');
  expect(response.status).toBe(409);
  expect(await problem(response)).toEqual({
    type: 'https://permits.example/problems/garden.gate-shut',
    title: 'The gate is shut',
    status: 409,
    detail: 'The gate of RST-2026-00017 is shut until 9:00.',
    instance: '/v1/gardens/gate',
    code: 'garden.gate-shut',
    opensAt: '09:00',
  });
  expect(response.headers.get('cache-control')).toBe('no-store');
});

it('explains every problem code at the address that its type names, as JSON and as a page', async () => {
  const response = await get('/problems/garden.gate-shut');
  expect(await response.json()).toEqual({
    code: 'garden.gate-shut',
    remedy: expect.stringMatching(/Read it again/),
    members: [],
    title: 'The gate is shut',
    status: 409,
    type: 'https://permits.example/problems/garden.gate-shut',
    operations: ['openGate'],
  });
  const page = await get('/problems/garden.gate-shut', { accept: 'text/html' });
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  expect(await page.text()).toContain('<h1>The gate is shut</h1>');

  const { items } = (await (await get('/problems')).json()) as { items: { code: string }[] };
  const codes = items.map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].sort());
  expect(codes).toEqual(expect.arrayContaining(['garden.gate-shut', 'platform.internal', 'platform.invalid-input', 'platform.not-found']));
  expect((await problem(await get('/problems/garden.no-such-code'))).code).toBe('platform.not-found');
});

it('names every wrong field with a pointer and its whole rule', async () => {
  const response = await send('POST', '/v1/gardens', {
    name: '',
    light: 'moon',
    watered: 'yes',
    gardener: 'somebody',
    beds: [{ name: 'Basil', plants: 0 }, { name: 5 }],
    colour: 'green',
  });
  expect(response.status).toBe(422);
  const { code, errors } = await problem(response);
  expect(code).toBe('platform.invalid-input');
  expect(Object.fromEntries(errors!.map(({ pointer, detail }) => [pointer, detail]))).toEqual({
    '/name': 'must be text of 1 to 40 characters',
    '/light': 'must be one of sun, shade or half',
    '/watered': 'must be true or false',
    '/gardener': 'must be an e-mail address such as name@example.org',
    '/beds/0/plants': 'must be a whole number from 1 to 100',
    '/beds/1/name': 'must be text of 1 to 20 characters',
    '/beds/1/plants': 'is missing; it must be a whole number from 1 to 100',
    '/colour': 'is not a field of this request',
  });
  expect(errors).toHaveLength(8);
});

it.each<[string, unknown, { pointer: string; detail: string }]>([
  ['a list where an object belongs', [GOOD], { pointer: '', detail: 'must be an object' }],
  ['a list as a part', { ...GOOD, beds: ['Basil'] }, { pointer: '/beds/0', detail: 'must be an object' }],
  ['an object where a list belongs', { ...GOOD, beds: {} }, { pointer: '/beds', detail: 'must be a list of 1 to 3 items' }],
  ['too long a list', { ...GOOD, beds: Array(4).fill(GOOD.beds[0]) }, { pointer: '/beds', detail: 'must be a list of 1 to 3 items' }],
  [
    'a character that PostgreSQL cannot store',
    { ...GOOD, name: 'He\0rbs' },
    { pointer: '/name', detail: 'contains a character that cannot be stored' },
  ],
  ['half a character', { ...GOOD, name: 'He\ud800rbs' }, { pointer: '/name', detail: 'contains a character that cannot be stored' }],
])('refuses %s', async (_what, body, error) => {
  const response = await send('POST', '/v1/gardens', body);
  expect(response.status).toBe(422);
  expect((await problem(response)).errors).toEqual([error]);
});

it('survives a body that is nested to exhaust it', async () => {
  const deep = `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const response = await send('POST', '/v1/gardens', deep);
  expect(response.status).toBe(422);
  expect((await problem(response)).errors![0]!.detail).toBe('is nested too deeply');
});

it('takes a missing body for an empty one', async () => {
  const response = await fetch(`${app.url}/v1/gardens`, { method: 'POST' });
  expect(response.status).toBe(422);
  expect((await problem(response)).errors!.map(({ pointer }) => pointer)).toEqual(['/name', '/light', '/watered', '/beds']);
});

it('checks the fields of a query in the same words', async () => {
  const response = await get('/v1/gardens/numbers?limit=1000&offset=3');
  expect(response.status).toBe(422);
  expect((await problem(response)).errors).toEqual([
    { pointer: '/offset', detail: 'is not a field of this request' },
    { pointer: '/limit', detail: 'must be a whole number from 1 to 100' },
  ]);
});

it.each<[string, string, Record<string, string>, number, string]>([
  ['JSON that breaks off', '{"name": ', {}, 400, 'platform.malformed-json'],
  ['a bare word', 'hello', {}, 400, 'platform.malformed-json'],
  ['a body over 1 MB', JSON.stringify({ name: 'x'.repeat(1_100_000) }), {}, 413, 'platform.body-too-large'],
  ['plain text', 'name=Herbs', { 'content-type': 'text/plain' }, 415, 'platform.unsupported-media-type'],
  ['a form', 'name=Herbs', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'platform.unsupported-media-type'],
  [
    'another character set',
    JSON.stringify(GOOD),
    { 'content-type': 'application/json; charset=klingon' },
    415,
    'platform.unsupported-media-type',
  ],
  ['another compression', JSON.stringify(GOOD), { 'content-encoding': 'zip' }, 415, 'platform.unsupported-media-type'],
  ['a broken compression', JSON.stringify(GOOD), { 'content-encoding': 'gzip' }, 400, 'platform.malformed-request'],
])('refuses %s', async (_what, body, headers, status, code) => {
  const response = await send('POST', '/v1/gardens', body, headers);
  expect(response.status).toBe(status);
  expect((await problem(response)).code).toBe(code);
});

it('says where there is nothing, within the API and without', async () => {
  for (const path of ['/v1/nowhere', '/v1', '/nowhere', '/v2/gardens', '/health/nowhere']) {
    const response = await get(path);
    expect([path, response.status]).toEqual([path, 404]);
    expect((await problem(response)).code).toBe('platform.not-found');
  }
});

it('says which methods an address knows', async () => {
  const response = await send('DELETE', '/v1/gardens/one', {});
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET, HEAD, PATCH');
  expect(await problem(response)).toMatchObject({ code: 'platform.method-not-allowed', allow: ['GET', 'HEAD', 'PATCH'] });

  const options = await fetch(`${app.url}/v1/gardens/one`, { method: 'OPTIONS' });
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, PATCH']);
  expect((await fetch(`${app.url}/v1/gardens/one`, { method: 'HEAD' })).status).toBe(200);
});

it.each([
  ['%E0%A4%A', 400, 'platform.malformed-request'],
  ['%00', 400, 'platform.malformed-request'],
])('refuses the address part %s', async (part, status, code) => {
  const response = await get(`/v1/gardens/named/${part}`);
  expect(response.status).toBe(status);
  expect((await problem(response)).code).toBe(code);
});

it('finds nothing by an id that is none', async () => {
  const response = await get('/v1/gardens/by-id/17');
  expect(response.status).toBe(404);
  expect(await problem(response)).toMatchObject({ code: 'platform.not-found', errors: [{ pointer: '/id', detail: 'must be a UUID' }] });
  const id = '019a2b3c-4d5e-7f60-8a1b-2c3d4e5f6071';
  expect(await (await get(`/v1/gardens/by-id/${id.toUpperCase()}`)).json()).toEqual({ id });
});

it('tells nothing of its insides', async () => {
  for (const path of ['/v1/gardens/fault', '/v1/gardens/sql']) {
    const response = await get(path);
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ code: 'platform.internal', title: 'Something went wrong on our side' });
    expect(text).not.toMatch(/secret|srv|select|TypeError|at /);
    expect(response.headers.get('x-request-id')).toBeTruthy();
  }
});

it('tells who lost a race to ask again, and nothing of the tables', async () => {
  const response = await send('POST', '/v1/gardens/twice', {});
  expect(response.status).toBe(409);
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ code: 'platform.concurrent-change' });
  expect(text).not.toMatch(/garden-secret|rate_limit|duplicate/);
});

it('takes a value that the database cannot read for a mistake of the request', async () => {
  const response = await get('/v1/gardens/cast?id=seventeen');
  expect(response.status).toBe(400);
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ code: 'platform.malformed-request' });
  expect(text).not.toMatch(/uuid|syntax|select/);
});

it('pages through a list with cursors and refuses a cursor from elsewhere', async () => {
  const first = (await (await get('/v1/gardens/numbers?limit=2')).json()) as { items: number[]; nextCursor: string };
  const second = (await (await get(`/v1/gardens/numbers?limit=2&cursor=${first.nextCursor}`)).json()) as typeof first;
  const third = (await (await get(`/v1/gardens/numbers?limit=2&cursor=${second.nextCursor}`)).json()) as typeof first;
  expect([first.items, second.items, third.items, third.nextCursor]).toEqual([[1, 2], [3, 4], [5], null]);
  for (const cursor of ['elsewhere', Buffer.from('[1,2]').toString('base64url'), Buffer.from('{"a":1}').toString('base64url')]) {
    expect((await problem(await get(`/v1/gardens/numbers?cursor=${cursor}`))).errors).toEqual([
      { pointer: '/cursor', detail: 'must be a nextCursor of this list' },
    ]);
  }
});

it('answers with an ETag, spares what the reader has, and refuses a change of what it has not', async () => {
  const first = await get('/v1/gardens/one');
  const etag = first.headers.get('etag')!;
  expect(etag).toMatch(/^"3\.[\w-]{11}"$/);
  expect((await get('/v1/gardens/one', { 'if-none-match': etag })).status).toBe(304);

  const stale = await send('PATCH', '/v1/gardens/one', { name: 'Lilies', plants: 2 }, { 'if-match': '"2.abc"' });
  expect(stale.status).toBe(412);
  expect((await problem(stale)).code).toBe('platform.stale-version');
  expect(stale.headers.get('etag')).toBeNull();
  expect((await send('PATCH', '/v1/gardens/one', { name: 'Lilies', plants: 2 }, { 'if-match': 'gibberish' })).status).toBe(412);

  const changed = await send('PATCH', '/v1/gardens/one', { name: 'Lilies', plants: 2 }, { 'if-match': `W/${etag}` });
  expect(changed.status).toBe(200);
  expect(changed.headers.get('etag')).toMatch(/^"4\./);
  const either = await send('PATCH', '/v1/gardens/one', { name: 'Lilies', plants: 2 }, { 'if-match': '"2.abc", W/"4.xyz"' });
  expect(either.status).toBe(200);
  expect((await send('PATCH', '/v1/gardens/one', { name: 'Lilies', plants: 2 }, { 'if-match': '"3", "4"' })).status).toBe(412);
  expect((await get('/v1/gardens/one', { 'if-none-match': etag })).status).toBe(200);
});

it('names each request, taking a sensible name that the caller gives', async () => {
  expect((await get('/v1/gardens/one')).headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  expect((await get('/v1/gardens/one', { 'x-request-id': 'front-end.42' })).headers.get('x-request-id')).toBe('front-end.42');
  expect((await get('/v1/nowhere', { 'x-request-id': 'a b; drop' })).headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
});

it('lets front ends of the named origins in, and no others', async () => {
  const preflight = (origin: string) =>
    fetch(`${app.url}/v1/gardens`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
    });
  const known = await preflight('https://portal.example');
  expect([known.status, known.headers.get('access-control-allow-origin')]).toEqual([204, 'https://portal.example']);
  expect(known.headers.get('access-control-allow-headers')).toBe('authorization');
  expect((await preflight('https://elsewhere.example')).headers.get('access-control-allow-origin')).toBeNull();
  const answer = await get('/v1/gardens/one', { origin: 'https://portal.example' });
  expect(answer.headers.get('access-control-expose-headers')).toContain('ETag');
});

it('keeps what one account reads out of shared caches', async () => {
  expect((await get('/v1/gardens/one')).headers.get('cache-control')).toBe('no-cache');
  expect((await send('POST', '/v1/gardens', GOOD)).headers.get('cache-control')).toBe('no-store');
  expect((await get('/v1/gardens/one')).headers.get('vary')).toContain('Authorization');
});

it('says nothing of what it is made with and forbids what it does not need', async () => {
  const { headers } = await get('/v1/gardens/one');
  expect(headers.get('x-powered-by')).toBeNull();
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
});
