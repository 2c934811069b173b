import { escapeHtml } from './html.js';
import { page } from './html-page.js';
import type { ProblemCodeDto } from './problems.dto.js';

/** The codes as a page, for who follows the `type` of a problem document in a browser. */
export function problemsPage(title: string, problems: ProblemCodeDto[]): string {
  const entries = problems.map(({ code, title, status, operations }) => {
    const from = operations.map((operation) => `<code>${escapeHtml(operation)}</code>`).join(', ');
    return (
      `<section id="${escapeHtml(code)}"><h2><code>${escapeHtml(code)}</code></h2><p>${escapeHtml(title)}.</p>` +
      `<p>HTTP ${status}${from && ` · answered by ${from}`}</p></section>`
    );
  });
  return page('Frontcounter API', title, entries.join('\n'), { wide: true });
}
