import type { RecordSummary } from '../records/index.js';
import type { MessageFacts } from './message-templates.js';

/** What every message about a record can say of it. */
export function recordFacts(record: RecordSummary): MessageFacts {
  const { number, typeName, address, nextStep } = record;
  const place = address && [address.line1, address.line2].filter(Boolean).join(', ');
  return {
    number,
    typeName,
    /** `Residential fence (RST-2026-00017) at 12 Oak Street` */
    title: `${typeName} (${number})${place ? ` at ${place}` : ''}`,
    nextStep: nextStep.label.replace(/\.$/, ''),
    feesDueCents: record.feesDueCents,
  };
}
