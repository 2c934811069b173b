import { escapeHtml } from './html.js';

const STYLE = `
body { font: 1.0625rem/1.5 system-ui, sans-serif; color: #1b1f24; background: #f5f6f8; margin: 0; }
main { max-width: 30rem; margin: 3rem auto; padding: 2rem; background: #fff; border-radius: .5rem; box-shadow: 0 1px 3px #0003; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
.city { color: #57606a; margin: 0 0 .5rem; }
label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
input, select { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; border: 1px solid #6e7781; border-radius: .25rem; }
button { font: inherit; font-weight: 600; margin-top: 1.5rem; padding: .6rem 1.25rem; border: 0; border-radius: .25rem; color: #fff; background: #0a4d8c; }
:focus-visible { outline: 3px solid #c66a00; outline-offset: 2px; }
.refusal { border-left: .25rem solid #b3261e; padding: .25rem 0 .25rem 1rem; }
a { color: #0a4d8c; }
`;

/** A whole page of the portal. `content` is HTML, everything else is text. */
export function page(city: string, title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} – ${escapeHtml(city)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="city">${escapeHtml(city)}</p>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>
`;
}

export function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

/** Why something was refused; screen readers are told at once. */
export function refusal(text: string | undefined): string {
  return text ? `<p class="refusal" role="alert">${escapeHtml(text)}</p>` : '';
}

export function hidden(name: string, value: string): string {
  return `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;
}

export function form(action: string, fields: string, button: string): string {
  return `<form method="post" action="${escapeHtml(action)}">\n${fields}\n<button type="submit">${escapeHtml(button)}</button>\n</form>`;
}
