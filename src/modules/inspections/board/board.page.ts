import { escapeHtml } from '../../../platform/http/html.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import type { BoardInspectorDto, InspectionBoardDto } from './board.dto.js';

const BAR_HEIGHT = 18;
const BAR_WIDTH = 360;
const NAME_WIDTH = 180;

/** More days than these stand closer together, to fit on a sheet. */
const WEEK = 7;

/** The board as a page without scripts, to look at and to print. */
export function boardPage({ from, to, days, inspectors, waiting, results }: InspectionBoardDto, cityName: string, zone: string): string {
  const closed = new Map(days.map(({ date, closedBecause }) => [date, closedBecause]));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Inspections ${from} to ${to}</title>
<style>
body { font: 1rem/1.45 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
table { border-collapse: collapse; width: 100%; margin: 0.5rem 0 2rem }
th, td { border-bottom: 1px solid #c9c9c9; padding: 0.3rem 0.6rem; text-align: right; font-variant-numeric: tabular-nums }
th:first-child, td:first-child { text-align: left }
caption { text-align: left; font-weight: 600; padding: 0.3rem 0 }
.away, .closed { color: #5a5a5a }
.long th, .long td { padding: 0.2rem 0.15rem; font-size: 0.75rem }
svg { max-width: 100%; height: auto }
h2 { margin: 1.5rem 0 0.25rem; font-size: 1.2rem }
@page { size: letter landscape; margin: 12mm }
@media print { body { margin: 0; max-width: none; font-size: 10pt } table, tr, svg { break-inside: avoid } }
</style>
</head>
<body>
<main>
<p>${escapeHtml(cityName)}</p>
<h1>Inspections, ${formatLongDate(from)} to ${formatLongDate(to)}</h1>
<h2>Utilization</h2>
${inspectors.length === 0 ? '<p>There are no inspectors yet.</p>' : chart(inspectors)}
<table${days.length > WEEK ? ' class="long"' : ''}>
<caption>Visits of each inspector: with a result and still to come, of those possible</caption>
<thead><tr><th scope="col">Inspector</th>${days.map(({ date, closedBecause }) => `<th scope="col"${closedBecause ? ' class="closed"' : ''}>${shortly(date)}</th>`).join('')}<th scope="col">In all</th></tr></thead>
<tbody>
${inspectors.map((inspector) => visitsRow(inspector, closed)).join('\n')}
</tbody>
</table>
<table>
<caption>Waiting</caption>
<thead><tr><th scope="col">Discipline</th><th scope="col">Ready, not booked</th><th scope="col">Oldest since</th><th scope="col">First free time</th><th scope="col">Business days until then</th></tr></thead>
<tbody>
${waiting
  .map(
    ({ discipline, ready, oldestReadySince, firstFreeDate, firstFreeStart, businessDaysToFirstFree }) =>
      `<tr><th scope="row">${escapeHtml(discipline)}</th><td>${ready}</td><td>${oldestReadySince ? dateIn(zone, oldestReadySince) : '–'}</td><td>${firstFreeDate ? `${firstFreeDate} ${firstFreeStart}` : 'none'}</td><td>${businessDaysToFirstFree ?? '–'}</td></tr>`,
  )
  .join('\n')}
</tbody>
</table>
<table>
<caption>Results by type</caption>
<thead><tr><th scope="col">Inspection</th><th scope="col">Approved</th><th scope="col">Partial</th><th scope="col">Corrections</th><th scope="col">No access</th><th scope="col">Not ready</th><th scope="col">Passed</th></tr></thead>
<tbody>
${results
  .map(
    ({ typeName, approved, partial, correctionsRequired, noAccess, notReady, passRatePercent }) =>
      `<tr><th scope="row">${escapeHtml(typeName)}</th><td>${approved}</td><td>${partial}</td><td>${correctionsRequired}</td><td>${noAccess}</td><td>${notReady}</td><td>${passRatePercent} %</td></tr>`,
  )
  .join('\n')}
${results.length === 0 ? '<tr><td colspan="7">No results in these days.</td></tr>' : ''}
</tbody>
</table>
</main>
</body>
</html>
`;
}

function visitsRow({ name, days, utilisationPercent }: BoardInspectorDto, closed: Map<string, string | null>): string {
  const cells = days.map(({ date, booked, done, capacity, absent }) => {
    const visits = booked + done > 0 ? `, ${booked + done}` : '';
    if (closed.get(date)) return `<td class="closed">closed${visits}</td>`;
    if (capacity === 0) return absent ? `<td class="away">away${visits}</td>` : '<td class="away">–</td>';
    return `<td>${done} + ${booked} of ${capacity}${absent ? ' <span class="away">(partly away)</span>' : ''}</td>`;
  });
  return `<tr><th scope="row">${escapeHtml(name)}</th>${cells.join('')}<td>${utilisationPercent} %</td></tr>`;
}

/** A bar for each inspector; the figures stand beside the bars, so that it needs no colors to be read. */
function chart(inspectors: BoardInspectorDto[]): string {
  const height = inspectors.length * (BAR_HEIGHT + 8);
  const bars = inspectors.map(({ name, utilisationPercent }, n) => {
    const y = n * (BAR_HEIGHT + 8);
    const width = (BAR_WIDTH * Math.min(utilisationPercent, 100)) / 100;
    return `<text x="0" y="${y + 14}" font-size="14">${escapeHtml(shortened(name))}</text>
<rect x="${NAME_WIDTH}" y="${y}" width="${BAR_WIDTH}" height="${BAR_HEIGHT}" fill="#e6e6e6"/>
<rect x="${NAME_WIDTH}" y="${y}" width="${width}" height="${BAR_HEIGHT}" fill="#1f5fa8"/>
<text x="${NAME_WIDTH + BAR_WIDTH + 8}" y="${y + 14}" font-size="14">${utilisationPercent} %</text>`;
  });
  return `<svg viewBox="0 0 ${NAME_WIDTH + BAR_WIDTH + 60} ${height}" width="${NAME_WIDTH + BAR_WIDTH + 60}" role="img" aria-labelledby="chart-title" aria-describedby="chart-figures">
<title id="chart-title">Visits of each inspector in percent of those possible</title>
<desc id="chart-figures">${escapeHtml(inspectors.map(({ name, utilisationPercent }) => `${name}: ${utilisationPercent} %`).join('; '))}</desc>
${bars.join('\n')}
</svg>`;
}

function shortened(name: string): string {
  return name.length > 22 ? `${name.slice(0, 21)}…` : name;
}

function dateIn(zone: string, instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

function shortly(date: string): string {
  return Temporal.PlainDate.from(date).toLocaleString('en-US', { weekday: 'short', month: 'short', day: 'numeric' });
}
