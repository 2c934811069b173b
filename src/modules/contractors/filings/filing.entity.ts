import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/database/ids.js';
import { InstantType, PlainDateType } from '../../../platform/database/types.js';
import type { CredentialKind } from '../contractor.status.js';
import { FILING_KINDS, FILING_NAMES, FILING_STATUSES, FilingMachine, isOpen, type FilingKind, type FilingVerb } from './filing.status.js';
import { WrongFilingStatus } from './filings.errors.js';

/** A credential as the contractor names it; the city records it when it approves. */
export interface ClaimedCredential {
  kind: CredentialKind;
  /** Of a state license. */
  classCode: string | null;
  number: string | null;
  amountCents: number | null;
  effectiveOn: string;
  expiresOn: string;
  /** The documents that prove it, among the attachments of the license record. */
  attachmentIds: string[];
}

const FilingSchema = defineEntity({
  name: 'Filing',
  schema: 'contractors',
  tableName: 'filing',
  properties: {
    id: p.uuid().primary(),
    recordId: p.uuid(),
    kind: p.enum(FILING_KINDS),
    status: p.enum(FILING_STATUSES),
    credentials: p.json<ClaimedCredential[]>(),
    accountId: p.uuid(),
    submittedAt: p.type(InstantType),
    withCitySince: p.type(PlainDateType).nullable(),
    late: p.boolean(),
    comments: p.text().nullable(),
    expiresOn: p.type(PlainDateType).nullable(),
    decidedAt: p.type(InstantType).nullable(),
    decidedBy: p.uuid().nullable(),
    closedAt: p.type(InstantType).nullable(),
    version: p.integer().version(),
  },
});

interface NewFiling {
  recordId: string;
  kind: FilingKind;
  credentials: ClaimedCredential[];
  accountId: string;
  late: boolean;
}

interface Decision {
  by: string | undefined;
  at: Temporal.Instant;
  comments: string | null;
}

/** An application or a renewal, on its way through the city. */
export class Filing extends FilingSchema.class {
  static submit({ recordId, kind, credentials, accountId, late }: NewFiling, now: Temporal.Instant): Filing {
    const filing = new Filing();
    filing.id = newId();
    filing.recordId = recordId;
    filing.kind = kind;
    filing.status = 'submitted';
    filing.credentials = credentials;
    filing.accountId = accountId;
    filing.submittedAt = now;
    filing.withCitySince = null;
    filing.late = late;
    filing.comments = null;
    filing.expiresOn = null;
    filing.decidedAt = null;
    filing.decidedBy = null;
    filing.closedAt = null;
    return filing;
  }

  resubmit(credentials: ClaimedCredential[], now: Temporal.Instant): void {
    this.move('resubmit', now);
    this.credentials = credentials;
    this.submittedAt = now;
    this.withCitySince = null;
  }

  return(decision: Decision): void {
    this.decide('return', decision);
  }

  approve(decision: Decision, expiresOn: Temporal.PlainDate | null): void {
    this.decide('approve', decision);
    this.expiresOn = expiresOn;
  }

  deny(decision: Decision): void {
    this.decide('deny', decision);
  }

  complete(now: Temporal.Instant): void {
    this.move('complete', now);
  }

  withdraw(now: Temporal.Instant): void {
    this.move('withdraw', now);
  }

  private decide(verb: FilingVerb, { by, at, comments }: Decision): void {
    this.move(verb, at);
    this.comments = comments;
    this.decidedAt = at;
    this.decidedBy = by ?? null;
  }

  private move(verb: FilingVerb, now: Temporal.Instant): void {
    if (!FilingMachine.allows(verb, this.status)) {
      throw new WrongFilingStatus(FILING_NAMES[this.kind], FilingMachine.verbs[verb].what!, this.status);
    }
    this.status = FilingMachine.after(verb, this.status);
    if (!isOpen(this.status)) this.closedAt = now;
  }
}
FilingSchema.setClass(Filing);
