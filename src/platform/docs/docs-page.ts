import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { createRequire } from 'node:module';
import type { INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import sirv from 'sirv';
import { openDocs } from './docs-page.client.js';
import { forReading } from './docs-view.js';

/** Swagger UI on a page of its own: all of it comes from here, and nothing is written into the page itself. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Frontcounter API</title>
<link rel="stylesheet" href="./docs/swagger-ui/swagger-ui.css">
<link rel="icon" type="image/png" href="./docs/swagger-ui/favicon-32x32.png" sizes="32x32">
</head>
<body>
<div id="swagger-ui"></div>
<script src="./docs/swagger-ui/swagger-ui-bundle.js"></script>
<script src="./docs/page.js"></script>
</body>
</html>
`;

/** Serves the page at `/docs`. The document is asked for with each visit, because a demo city goes on filling it. */
export function serveDocsPage(app: INestApplication, document: () => OpenAPIObject): void {
  const http = app.getHttpAdapter();
  const views = new WeakMap<OpenAPIObject, string>();
  const view = () => {
    const whole = document();
    const text = views.get(whole) ?? JSON.stringify(forReading(whole));
    views.set(whole, text);
    return text;
  };
  const script = `(${openDocs.toString()})();\n`;
  http.get('/docs', (_request: Request, response: Response) => answer(response, 'html', PAGE));
  http.get('/docs/page.js', (_request: Request, response: Response) => answer(response, 'js', script));
  http.get('/docs/document.json', (_request: Request, response: Response) => answer(response, 'json', view()));
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  app.use('/docs/swagger-ui', sirv(folder, { etag: true }));
}

function answer(response: Response, type: string, text: string): void {
  response
    .type(type)
    .setHeader('ETag', `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`)
    .send(text);
}
