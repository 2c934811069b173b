import { formatCents } from '../../../platform/money/money.js';
import type { NextStep } from '../records.types.js';
import { WAITING_ON, type Clause, type Outstanding, type OutstandingItem } from './outstanding.types.js';

/**
 * What comes next on a record. The applicant's side goes first: it is the one who reads this, and the city acts on what lies with it
 * all the same. A side must have done everything by the first day of the others', the city by its last.
 */
export function nextStepOf({ items, otherwise }: Outstanding): NextStep {
  const next = items.filter(({ isLater }) => !isLater);
  const actor = WAITING_ON.find((side) => next.some(({ waitingOn }) => waitingOn === side));
  if (!actor) return { actor: 'none', label: otherwise };
  const mine = next.filter(({ waitingOn }) => waitingOn === actor);
  const days = mine.flatMap(({ dueOn }) => dueOn ?? []).sort((one, other) => Temporal.PlainDate.compare(one, other));
  const dueOn = days.at(actor === 'city' ? -1 : 0);
  const role = mine.find((item) => item.role)?.role;
  const action = mine.find((item) => item.action)?.action;
  return { actor, label: inOneLine(mine), ...(role ? { role } : {}), ...(dueOn ? { dueOn } : {}), ...(action ? { action } : {}) };
}

/** Clauses become one sentence; items that have none are said as they are labelled. */
function inOneLine(items: readonly OutstandingItem[]): string {
  const fees = items.filter(({ kind, step }) => kind === 'fee' && !step);
  const documents = items.filter(({ kind, step }) => kind === 'document' && !step);
  const said = items.flatMap(({ step }) => step ?? []);
  const others = items.filter((item) => !item.step && !fees.includes(item) && !documents.includes(item));
  const clauses = [...(fees.length > 0 ? [toPay(fees)] : []), ...(documents.length > 0 ? [toUpload(documents)] : []), ...together(said)];
  const sentences = [...(clauses.length > 0 ? [upperFirst(list(clauses))] : []), ...others.map(({ label }) => label)];
  return sentences.join('; ');
}

function toPay(fees: readonly OutstandingItem[]): string {
  return `pay ${formatCents(fees.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0))}`;
}

function toUpload(documents: readonly OutstandingItem[]): string {
  return documents.length === 1 ? `upload “${documents[0]!.label}”` : `upload ${documents.length} documents`;
}

function together(clauses: readonly Clause[]): string[] {
  const bySaying = Map.groupBy(clauses, ({ says }) => says);
  return [...bySaying].map(([says, each]) => {
    const about = [...new Set(each.flatMap((clause) => clause.about ?? []))];
    return about.length > 0 ? `${says}: ${about.join(', ')}` : says;
  });
}

function list(clauses: readonly string[]): string {
  return clauses.length < 2 ? clauses.join() : `${clauses.slice(0, -1).join(', ')} and ${clauses.at(-1)!}`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
