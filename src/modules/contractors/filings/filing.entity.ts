import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/database/ids.js';
import { InstantType, PlainDateType } from '../../../platform/database/types.js';
import type { CredentialKind } from '../contractor.status.js';
import { changeOf, type Change, type ChronologyEntry, type Deed } from '../../../platform/status/change.js';
import type { Contractor } from '../contractor.entity.js';
import { ContractorFilingDecided, ContractorFilingSubmitted, ContractorFilingWithdrawn, type FilingFacts } from '../contractors.events.js';
import {
  FILING_KINDS,
  FILING_STATUSES,
  FilingMachine,
  type ApplicationDecision,
  type FilingKind,
  type FilingVerb,
} from './filing.status.js';
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
  /** From when on it is with the city; null while documents are to be uploaded. */
  withCitySince: Temporal.PlainDate | null;
}

interface Decision {
  by: string;
  at: Temporal.Instant;
  comments: string | null;
}

/** An application or a renewal, on its way through the city. */
export class Filing extends FilingSchema.class {
  static submit(what: NewFiling, now: Temporal.Instant): Filing {
    return Object.assign(new Filing(), { id: newId(), status: 'submitted' as const, ...what, submittedAt: now });
  }

  /** What events say of it. */
  factsOf({ recordId, number }: Contractor): FilingFacts {
    return { recordId, number, filingId: this.id, filing: this.kind };
  }

  /** A renewal; of an application the contractor says that it applied. */
  send(contractor: Contractor, now: Temporal.Instant): Change {
    return this.does(contractor, 'send', now, {
      tells: this.line('sent', 'The renewal of the registration was sent to the city.'),
      event: new ContractorFilingSubmitted({ ...this.factsOf(contractor), again: false }),
    });
  }

  resubmit(contractor: Contractor, credentials: ClaimedCredential[], now: Temporal.Instant): Change {
    return this.does(contractor, 'resubmit', now, {
      set: { credentials, submittedAt: now, withCitySince: null },
      tells: this.line('resubmitted', `The ${this.kind} was corrected and sent again.`),
      event: new ContractorFilingSubmitted({ ...this.factsOf(contractor), again: true }),
    });
  }

  return(contractor: Contractor, decision: Decision): Change {
    return this.decide(contractor, 'return', 'returned', `The ${this.kind} was returned for correction: ${decision.comments}`, decision);
  }

  approve(contractor: Contractor, decision: Decision, expiresOn: Temporal.PlainDate | null): Change {
    return this.decide(contractor, 'approve', 'approved', `The ${this.kind} was approved.`, decision, expiresOn);
  }

  deny(contractor: Contractor, decision: Decision): Change {
    return this.decide(contractor, 'deny', 'denied', `The ${this.kind} was denied: ${decision.comments}`, decision);
  }

  complete(contractor: Contractor, expiresOn: Temporal.PlainDate, now: Temporal.Instant): Change {
    return this.does(contractor, 'complete', now, { set: { expiresOn }, tells: { silentBecause: 'the registration says it' } });
  }

  withdraw(contractor: Contractor, summary: string, now: Temporal.Instant): Change {
    return this.does(contractor, 'withdraw', now, {
      tells: this.line('withdrawn', summary),
      event: new ContractorFilingWithdrawn(this.factsOf(contractor)),
    });
  }

  private decide(
    contractor: Contractor,
    verb: FilingVerb,
    decision: ApplicationDecision,
    summary: string,
    { by, at, comments }: Decision,
    expiresOn: Temporal.PlainDate | null = null,
  ): Change {
    const { id: filingId, kind } = this;
    return this.does(contractor, verb, at, {
      set: { comments, decidedAt: at, decidedBy: by, expiresOn },
      tells: this.line(decision, summary),
      event: new ContractorFilingDecided({ ...this.factsOf(contractor), decision, comments }),
      audit: {
        action: `contractors.decide-${kind}`,
        before: { filingId },
        after: { filingId, decision, comments, expiresOn: expiresOn?.toString() ?? null },
      },
    });
  }

  private line(what: string, summary: string): ChronologyEntry {
    return { type: `contractors.${this.kind}-${what}`, summary, visibility: 'owners' };
  }

  private does({ about }: Contractor, verb: FilingVerb, now: Temporal.Instant, { set, ...deed }: Deed<Filing>): Change {
    if (!FilingMachine.allows(verb, this.status)) throw new WrongFilingStatus(this.kind, FilingMachine.verbs[verb].what!, this.status);
    const isOver = FilingMachine.isOver(FilingMachine.after(verb, this.status));
    return changeOf(FilingMachine, this as Filing, about, verb, { ...deed, set: isOver ? { ...set, closedAt: now } : set });
  }
}
FilingSchema.setClass(Filing);
