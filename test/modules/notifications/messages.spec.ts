import { describe, expect, it } from '@jest/globals';
import * as accounts from '../../../src/modules/accounts/index.js';
import * as businesses from '../../../src/modules/business-registration/index.js';
import * as codeEnforcement from '../../../src/modules/code-enforcement/index.js';
import * as contractors from '../../../src/modules/contractors/index.js';
import * as conveyance from '../../../src/modules/conveyance/index.js';
import * as inspections from '../../../src/modules/inspections/index.js';
import type { Ask } from '../../../src/modules/notifications/ask.js';
import { MESSAGES } from '../../../src/modules/notifications/messages.js';
import * as payments from '../../../src/modules/payments/index.js';
import * as permits from '../../../src/modules/permits/index.js';
import * as records from '../../../src/modules/records/index.js';
import * as reviews from '../../../src/modules/reviews/index.js';
import { DomainEvent, type DomainEventClass, type Facts, type Published } from '../../../src/platform/events/domain-event.js';

/** Events that nobody needs a message about, and why. */
const SILENT: Record<string, string> = {
  'business-registration.business-registration-started': 'the owner is just writing it',
  'permits.permit-created': 'the applicant is just writing it',
  'reviews.review-cycle-opened': 'told with the submission, which names disciplines and due dates',
  'reviews.review-cycle-completed': 'told as corrections or approval',
  'reviews.review-responded': 'stands in the reviewer’s queue',
  'records.attachment-uploaded': 'stands in the reviewer’s queue',
  'records.attachment-deleted': 'done by the one who would be told',
  'records.invitation-withdrawn': 'the link itself says so, and nobody else was told of it',
  'records.record-closed': 'told by the module whose record it is',
  'records.record-reopened': 'told by the module whose record it is',
  'records.project-reopened': 'told as the record that was added',
  'records.related-record-changed': 'told by what the case makes of it',
  'inspections.all-inspections-passed': 'told as the completed permit',
};

const isEvent = (thing: unknown): thing is DomainEventClass => typeof thing === 'function' && thing.prototype instanceof DomainEvent;
const published = [
  accounts,
  businesses,
  codeEnforcement,
  contractors,
  conveyance,
  inspections,
  payments,
  permits,
  records,
  reviews,
].flatMap((door) => Object.values(door).filter(isEvent));

it('N-01 tells somebody of every event that the modules publish, save those that are silent for a reason', () => {
  const told = new Set(MESSAGES.map(({ event }) => event.type));
  expect(published.length).toBeGreaterThan(40);
  expect(published.map(({ type }) => type).filter((type) => !told.has(type) && !(type in SILENT))).toEqual([]);
  expect(Object.keys(SILENT).filter((type) => told.has(type))).toEqual([]);
});

it('asks nobody to want what the process requires, and lets people choose the rest', () => {
  const topicOf = new Map(MESSAGES.map(({ kind, topic }) => [kind, topic]));
  for (const kind of [
    'permit-approved',
    'requirements-changed',
    'permit-issued',
    'corrections-required',
    'permit-denied',
    'password-reset',
    'business-approved',
    'business-certificate',
    'business-renewal-due',
    'business-lapsed',
    'appointment-cancelled',
    'appointment-changed',
    'appointment-lost',
    'arrival-window',
    'inspection-failed',
    'inspection-reminder',
  ]) {
    expect(['account', 'essential']).toContain(topicOf.get(kind));
  }
  expect(topicOf.get('review-decided')).toBe('reviews');
  expect(topicOf.get('inspection-scheduled')).toBe('inspections');
});

describe('I-03 inspectors', () => {
  const told = async (kind: string, facts: Facts) => {
    const { to, when } = MESSAGES.find((message) => message.kind === kind)!;
    const event = { facts } as Published<DomainEvent<Facts>>;
    return (await (when?.(event, ask) ?? true)) ? to(event, ask) : [];
  };
  // Whom these concern stands in the event.
  const ask = {} as Ask;
  const visit = { inspectorAccountId: 'has-it-now', previousInspectorAccountId: 'had-it' };

  it('hear of a cancelled visit', async () => {
    expect(await told('appointment-cancelled-inspector', visit)).toEqual(['has-it-now']);
  });

  it('hear of a visit that changes hands, both of them, and not of one that stays with them', async () => {
    expect(await told('appointment-assigned-inspector', visit)).toEqual(['has-it-now']);
    expect(await told('appointment-reassigned-inspector', visit)).toEqual(['had-it']);
    const stays = { ...visit, previousInspectorAccountId: 'has-it-now' };
    expect(await told('appointment-assigned-inspector', stays)).toEqual([]);
    expect(await told('appointment-reassigned-inspector', stays)).toEqual([]);
  });
});
