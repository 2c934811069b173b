import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPlatform, type TestPlatform } from '../support/platform.js';

/** As browsers say it; `fetch` of Node does not let its caller choose. */
const GOING_THERE = { 'sec-fetch-mode': 'navigate', accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
const FETCHING = { 'sec-fetch-mode': 'cors', accept: '*/*' };

let app: TestPlatform;
afterAll(() => app.close());

async function ask(path: string, headers: Record<string, string>) {
  const [response] = (await once(get(app.url + path, { headers, agent: false }), 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}

/** The address of the script that the page begins with. */
async function firstScript(): Promise<string> {
  return /<script[^>]* src="([^"]+)"/.exec((await ask('/', GOING_THERE)).body.toString())![1];
}

describe('as it comes', () => {
  beforeAll(async () => {
    app = await startPlatform({});
  });

  it('answers a page that is looked at anew each time, and that lets nothing in but what came with it', async () => {
    const response = await ask('/', GOING_THERE);
    expect(response.status).toBe(200);
    expect(response.headers).toMatchObject({ 'content-type': 'text/html;charset=utf-8', 'cache-control': 'no-cache' });
    expect(response.headers['content-security-policy']).toMatch(/default-src 'none'.*script-src 'self';style-src 'self'$/);
    const again = await ask('/', { ...GOING_THERE, 'if-none-match': response.headers.etag! });
    expect(again.status).toBe(304);
    const page = response.body.toString();
    expect(page).not.toMatch(/<script(?![^>]* src=)|<style| style=|https?:\/\//);
  });

  it('keeps files for ever whose names change with what is in them, and sends them small', async () => {
    const address = await firstScript();
    const plain = await ask(address, FETCHING);
    expect(plain.headers).toMatchObject({ 'content-type': 'text/javascript', 'cache-control': 'public, max-age=31536000, immutable' });
    const script = plain.body.toString();
    const brotli = await ask(address, { ...FETCHING, 'accept-encoding': 'gzip, deflate, br' });
    expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
    expect(brotliDecompressSync(brotli.body).toString()).toBe(script);
    const gzip = await ask(address, { ...FETCHING, 'accept-encoding': 'gzip' });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.body).toString()).toBe(script);
  });

  it('gives a browser the page at every address of the front end, and programs a problem', async () => {
    for (const path of ['/records/RST-2026-00017', '/no/such/page', '/a.file']) {
      const page = await ask(path, GOING_THERE);
      expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(page.body.toString()).toContain('<html');
      const problem = await ask(path, FETCHING);
      expect([problem.status, problem.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
    }
  });

  it('leaves the API to itself: what it does not know stays a problem, in a browser too', async () => {
    for (const path of ['/v1/no-such-thing', '/assets/left-over-from-yesterday.js']) {
      const response = await ask(path, path.startsWith('/v1/') ? GOING_THERE : FETCHING);
      expect([response.status, response.headers['content-type']]).toEqual([404, 'application/problem+json; charset=utf-8']);
    }
    expect((await ask('/health', GOING_THERE)).body.toString()).not.toContain('<html');
  });
});

describe.each([
  ['WEB', 'off'],
  ['FRONT_END_URL', 'https://portal.example'],
])('with %s=%s', (name, value) => {
  beforeAll(async () => {
    await app.close();
    app = await startPlatform({}, { [name]: value });
  });

  it('has no pages', async () => {
    for (const path of ['/', '/index.html', '/records/RST-2026-00017']) expect((await ask(path, GOING_THERE)).status).toBe(404);
  });
});
