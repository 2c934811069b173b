import { formatCents } from '../../../platform/money/money.js';
import type { CityLetterhead, PaperContent, PaperSection } from '../../../platform/pdf/paper.js';
import type { BusinessCalendar, CityProfile } from '../../city/index.js';
import type { Payment, RefundDto } from './payments.dto.js';

/** The receipt as a paper: what was paid, for what, how, and what went back since. */
export function receiptPaper(payment: Payment, payer: string, city: CityProfile, calendar: BusinessCalendar): PaperContent {
  const refunds = payment.refunds.filter(({ status }) => status !== 'failed');
  return {
    letterhead: letterhead(city),
    title: 'Receipt',
    subtitle: payment.receiptNumber,
    facts: [
      ['Received on', civil(payment.receivedAt, calendar)],
      ['Received from', payer],
      ['Paid by', method(payment)],
      ['Amount', formatCents(payment.totalCents)],
      ...(payment.changeCents === null
        ? []
        : ([
            ['Tendered', formatCents(payment.tenderedCents!)],
            ['Change', formatCents(payment.changeCents)],
          ] as [string, string][])),
    ],
    sections: [
      {
        heading: 'Fees paid',
        table: {
          columns: [
            { header: 'Record', width: 1.4 },
            { header: 'Fee', width: 2 },
            { header: 'How it was calculated', width: 2.6 },
            { header: 'Amount', align: 'right', width: 1 },
          ],
          rows: payment.lines.map((line) => [line.recordNumber, line.description, line.basis, formatCents(line.amountCents)]),
          totals: [['Total', '', '', formatCents(payment.totalCents)]],
        },
      },
      ...(refunds.length > 0 ? [refunded(refunds, calendar)] : []),
    ],
    footer: `${city.departmentName} · ${city.email}`,
    createdAt: Temporal.Instant.from(payment.receivedAt),
  };
}

function refunded(refunds: readonly RefundDto[], calendar: BusinessCalendar): PaperSection {
  return {
    heading: 'Refunds',
    table: {
      columns: [{ header: 'Requested on' }, { header: 'Reason', width: 3 }, { header: 'Amount', align: 'right' }],
      rows: refunds.map(({ requestedAt, reason, amountCents }) => [civil(requestedAt, calendar), reason, formatCents(-amountCents)]),
    },
  };
}

function method({ method: by, checkNumber }: Payment): string {
  switch (by) {
    case 'online':
      return 'Online payment';
    case 'cash':
      return 'Cash';
    case 'check':
      return `Check ${checkNumber}`;
  }
}

function civil(instant: string, calendar: BusinessCalendar): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(calendar.zone)
    .toLocaleString('en-US', { dateStyle: 'long', timeStyle: 'short' });
}

function letterhead({ name, departmentName, counter, phones, email }: CityProfile): CityLetterhead {
  const { line1, line2, city, state, zip } = counter.address;
  return {
    cityName: name,
    departmentName,
    lines: [
      [line1, line2].filter(Boolean).join(', '),
      `${city}, ${state} ${zip}`,
      ...phones.slice(0, 1).map(({ number }) => number),
      email,
    ],
  };
}
