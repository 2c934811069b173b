import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Body, Controller, Get, Header, Patch } from '@nestjs/common';
import { Public } from '../../src/platform/auth/auth.decorators.js';
import { Etag, IfMatch, requireVersion, type ExpectedVersion } from '../../src/platform/http/etag.js';
import { startPlatform, type TestPlatform } from '../support/platform.js';

const STORY = 'Once upon a time there was a fence. '.repeat(100);

@Public()
@Controller('stories')
class StoriesController {
  @Get('long')
  @Etag()
  long() {
    return { version: 1, text: STORY };
  }

  @Patch('long')
  change(@Body() _body: object, @IfMatch() expected?: ExpectedVersion) {
    requireVersion(1, expected);
    return { version: 1 };
  }

  @Get('short')
  short() {
    return { text: 'The end.' };
  }

  @Get('file')
  @Header('Accept-Ranges', 'bytes')
  @Header('Content-Type', 'text/plain')
  file() {
    return STORY;
  }

  @Get('stream')
  @Header('Cache-Control', 'no-cache, no-transform')
  @Header('Content-Type', 'text/event-stream')
  stream() {
    return STORY;
  }
}

let app: TestPlatform;
beforeAll(async () => {
  app = await startPlatform({ controllers: [StoriesController] });
});
afterAll(() => app.close());

function ask(path: string, coding: string, headers: Record<string, string> = {}, init: RequestInit = {}) {
  return fetch(`${app.url}/v1/stories/${path}`, { ...init, headers: { 'accept-encoding': coding, ...headers } });
}

it('sends text small to whoever takes it so, and tells caches that it depends', async () => {
  for (const coding of ['br', 'gzip']) {
    const answer = await ask('long', coding);
    expect(answer.headers.get('content-encoding')).toBe(coding);
    expect(answer.headers.get('vary')).toMatch(/Accept-Encoding/);
    expect(((await answer.json()) as { text: string }).text).toBe(STORY);
  }
  const plain = await ask('long', 'identity');
  expect(plain.headers.get('content-encoding')).toBeNull();
  expect(plain.headers.get('vary')).toMatch(/Accept-Encoding/);
});

it('leaves alone what is short, a file that is read in parts, and a stream', async () => {
  for (const path of ['short', 'file', 'stream']) {
    const answer = await ask(path, 'br, gzip');
    expect([path, answer.status, answer.headers.get('content-encoding')]).toEqual([path, 200, null]);
  }
});

it('spares a reader what it has in whichever form it got it, and knows the version by either', async () => {
  const tags = new Set<string>();
  for (const coding of ['br', 'gzip', 'identity']) {
    const etag = (await ask('long', coding)).headers.get('etag')!;
    tags.add(etag);
    const again = await ask('long', coding, { 'if-none-match': etag });
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
    expect(again.headers.get('vary')).toMatch(/Accept-Encoding/);
    const change = { method: 'PATCH', body: '{}' };
    expect((await ask('long', coding, { 'if-match': etag, 'content-type': 'application/json' }, change)).status).toBe(200);
  }
  expect(tags.size).toBe(3);
  expect((await ask('long', 'br', { 'if-none-match': '"1.other-br"' })).status).toBe(200);
});
