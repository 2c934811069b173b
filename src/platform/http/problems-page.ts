import { escapeHtml } from './html.js';
import { factList, page } from './html-page.js';
import type { ProblemCodeDto } from './problems.dto.js';

/** The codes as a page, for who follows the `type` of a problem document in a browser. */
export function problemsPage(title: string, problems: ProblemCodeDto[]): string {
  const entries = problems.map(({ code, title, status, remedy, members, operations }) => {
    const from = operations.map((operation) => `<code>${escapeHtml(operation)}</code>`).join(', ');
    const further = members.map(({ name, always, sample }) => [always ? name : `${name} (at times)`, sample] as const);
    return (
      `<section id="${escapeHtml(code)}"><h2><code>${escapeHtml(code)}</code></h2><p>${escapeHtml(title)}. ${escapeHtml(remedy)}</p>` +
      (further.length > 0 ? factList(further) : '') +
      `<p>HTTP ${status}${from && ` · answered by ${from}`}</p></section>`
    );
  });
  return page('Frontcounter API', title, entries.join('\n'), { wide: true });
}
