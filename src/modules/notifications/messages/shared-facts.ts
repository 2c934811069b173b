import { AccountsService } from '../../accounts/index.js';
import { FeesService } from '../../payments/index.js';
import { ReviewsService } from '../../reviews/index.js';
import { InspectionsService } from '../../inspections/index.js';
import type { Ask } from '../ask.js';
import type { MessageFacts } from '../message-templates.js';
import { type OfRecord } from './recipients.js';

export async function feesDue({ facts }: OfRecord, ask: Ask): Promise<{ outstanding: MessageFacts[]; feesDueCents: number }> {
  const outstanding = await ask.of(FeesService).outstanding(facts.recordId);
  return {
    outstanding: outstanding.map(({ description, amountCents }) => ({ description, amountCents })),
    feesDueCents: outstanding.reduce((sum, { amountCents }) => sum + amountCents, 0),
  };
}

/** Who reviews, and by when. */
export async function reviewsOpen({ facts }: OfRecord, ask: Ask): Promise<MessageFacts[]> {
  const { open } = await ask.of(ReviewsService).state(facts.recordId);
  return open.map(({ name, dueOn }) => ({ name, dueOn: dueOn.toString() }));
}

export async function inspectionsOpen({ facts }: OfRecord, ask: Ask): Promise<MessageFacts[]> {
  return (await ask.of(InspectionsService).active([facts.recordId])).map(({ typeName }) => ({ name: typeName }));
}

export async function nameOf(accountId: string, ask: Ask): Promise<string> {
  const account = await ask.of(AccountsService).get(accountId);
  return account?.businessName || account?.displayName || 'Somebody';
}

/** Facts of the event that the letter says as they are. */
export function only<Name extends string>(...names: Name[]) {
  return ({ facts }: { facts: Record<Name, MessageFacts[string]> }): MessageFacts =>
    Object.fromEntries(names.map((name) => [name, facts[name]]));
}

const MOST_FINDINGS = 20;
const LONGEST_FINDING = 500;

/** What was found, in its own words: as much as a letter holds; the rest is read in the portal. */
export function asFound(findings: readonly { text: string; codeReference: string | null }[]): { findings: MessageFacts[]; more: number } {
  return {
    findings: findings.slice(0, MOST_FINDINGS).map(({ text, codeReference }) => ({ text: shortened(text.trim()), codeReference })),
    more: Math.max(0, findings.length - MOST_FINDINGS),
  };
}

function shortened(text: string): string {
  const letters = [...text];
  return letters.length <= LONGEST_FINDING ? text : `${letters.slice(0, LONGEST_FINDING).join('').trimEnd()} …`;
}
