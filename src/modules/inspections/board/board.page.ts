import { escapeHtml } from '../../../platform/http/html.js';
import { page } from '../../../platform/http/html-page.js';
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
  const content = `<h2>Utilization</h2>
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
</table>`;
  return page(cityName, `Inspections, ${formatLongDate(from)} to ${formatLongDate(to)}`, content, { wide: true });
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
