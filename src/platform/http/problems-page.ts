import type { ProblemCodeDto } from './problems.dto.js';

/** The codes as a page, for who follows the `type` of a problem document in a browser. */
export function problemsPage(title: string, problems: ProblemCodeDto[]): string {
  const entries = problems.map(
    ({ code, title, status, operations }) =>
      `<section id="${escape(code)}"><h2><code>${escape(code)}</code></h2><p>${escape(title)}.</p><p>HTTP ${status}` +
      `${operations.length > 0 ? ` · answered by ${operations.map((operation) => `<code>${escape(operation)}</code>`).join(', ')}` : ''}</p></section>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}h2{margin:2rem 0 0;font-size:1.1rem}p{margin:.25rem 0}code{overflow-wrap:anywhere}</style>
</head><body><main><h1>${escape(title)}</h1>${entries.join('\n')}</main></body></html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
