import { changeOf, type Change, type ChronologyEntry, type Deed } from '../../platform/status/change.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import type { AddressValue } from '../records/index.js';
import { OutOfServiceByCity, WrongConveyanceStatus } from './conveyances.errors.js';
import * as events from './conveyances.events.js';
import { ConveyanceSchema } from './conveyance.schema.js';
import { ConveyanceMachine, isRunning, type InspectionKind, type OutOfServiceBy, type RunningStatus } from './conveyance.status.js';
import type { WantedCycle } from './cycle/cycle.rules.js';

/** What is known of a unit besides its place, its people and its certificate. */
export type ConveyanceFacts = Pick<
  Conveyance,
  | 'stateRegistrationNumber'
  | 'typeCode'
  | 'drive'
  | 'manufacturer'
  | 'model'
  | 'serialNumber'
  | 'installedOn'
  | 'landings'
  | 'capacityLbs'
  | 'speedFpm'
  | 'locationInBuilding'
  | 'buildingName'
  | 'lastAnnualOn'
  | 'lastCategory1On'
  | 'lastCategory3On'
  | 'lastCategory5On'
>;

/** As many of them as somebody has said. */
export type KnownFacts = Partial<ConveyanceFacts> & Pick<ConveyanceFacts, 'stateRegistrationNumber' | 'typeCode'>;

/** Without an e-mail address there is no account, and letters go by post. */
export interface ConveyanceOwner {
  accountId: string | null;
  name: string;
  email: string | null;
  phone: string | null;
  address: AddressValue | null;
}

/** An elevator, an escalator, a lift: a unit that needs a certificate to run. */
export class Conveyance extends ConveyanceSchema.class {
  static register(
    record: { id: string; number: string },
    facts: KnownFacts,
    owner: ConveyanceOwner,
    registeredAt: Temporal.Instant,
  ): Conveyance {
    const { id: recordId, number } = record;
    const fresh = { recordId, number, status: 'pending' as const, acceptanceNeeded: true, registeredAt };
    return Object.assign(new Conveyance(), { ...facts, ...ownedBy(owner), ...fresh });
  }

  enter(typeName: string): Change {
    const { stateRegistrationNumber, typeCode, ownerAccountId = null } = this;
    return this.does('enter', {
      tells: line('registered', `${typeName} registered`, 'public'),
      event: new events.ConveyanceRegistered({ ...this.facts, ownerAccountId, listed: this.importedLine != null }),
      audit: { action: 'conveyance.register', after: { stateRegistrationNumber, type: typeCode, ownerAccountId } },
    });
  }

  /** The same owner may have other details; to another one the unit passes. */
  belongTo(owner: ConveyanceOwner): Change {
    const { ownerAccountId: fromAccountId = null } = this;
    const passes = fromAccountId !== owner.accountId || (fromAccountId === null && this.ownerName !== owner.name);
    return this.does('transfer', {
      set: ownedBy(owner),
      tells: passes ? line('transferred', 'The unit has another owner') : { silentBecause: 'it is the same owner' },
      event: passes ? new events.ConveyanceTransferred({ ...this.facts, fromAccountId, toAccountId: owner.accountId }) : [],
    });
  }

  /** The last day of its certificate as staff know it; without one it needs an acceptance inspection. */
  setCertificateEnd(expiresOn: Temporal.PlainDate | null): Change {
    return this.does('setCertificateEnd', {
      to: expiresOn === null && isRunning(this.status) ? 'pending' : this.status,
      set: { certificateExpiresOn: expiresOn, acceptanceNeeded: expiresOn === null },
      tells: { silentBecause: 'all that staff put right is told as one' },
    });
  }

  /** Where its dates put a unit that runs. */
  standAs(to: RunningStatus): Change {
    return this.does('standAs', { to, tells: { silentBecause: 'what its dates bring about is told where it happens' } });
  }

  certify(issuedOn: Temporal.PlainDate, expiresOn: Temporal.PlainDate): Change {
    return this.does('certify', {
      to: 'active',
      set: { certificateIssuedOn: issuedOn, certificateExpiresOn: expiresOn, acceptanceNeeded: false },
      tells: { silentBecause: 'the certificate that is handed out says it' },
    });
  }

  handOut(certificate: { paperId: string; expiresOn: string; corrected: boolean }): Change {
    const { expiresOn, corrected } = certificate;
    const summary = `${corrected ? 'Corrected certificate' : 'Certificate'} issued, valid through ${formatLongDate(expiresOn)}`;
    return this.does('handOut', {
      tells: line('certificate-issued', summary, 'public'),
      event: new events.CertificateOfOperationIssued({ ...this.facts, ...certificate }),
    });
  }

  /** An acceptance inspection includes the annual one and all tests. */
  passed(kind: InspectionKind, on: Temporal.PlainDate): void {
    const covers = (each: InspectionKind) => kind === each || kind === 'acceptance';
    if (covers('annual')) this.lastAnnualOn = later(this.lastAnnualOn, on);
    if (covers('category-1')) this.lastCategory1On = later(this.lastCategory1On, on);
    if (covers('category-3')) this.lastCategory3On = later(this.lastCategory3On, on);
    if (covers('category-5')) this.lastCategory5On = later(this.lastCategory5On, on);
  }

  /** A cycle has begun, or its day was put right. */
  tellCycle({ kind, dueOn }: WantedCycle, how: 'begun' | 'corrected', daysOverdue: number): Change {
    const ends = daysOverdue > 0 ? 'expired' : 'expires';
    const summary = dueOn ? `Renewal ${how}: the certificate ${ends} on ${formatLongDate(dueOn)}` : 'Work toward the certificate has begun';
    return this.does('remind', {
      tells: line('cycle-opened', summary),
      event: new events.ConveyanceCycleOpened({ ...this.facts, kind, dueOn: dueOn?.toString() ?? null, daysOverdue }),
    });
  }

  remindOfCertificate(dueOn: Temporal.PlainDate, daysOverdue: number, noticeDay: number): Change {
    return this.does('remind', {
      tells: line('overdue', `The certificate expired on ${formatLongDate(dueOn)}: the owner was reminded`),
      event: new events.ConveyanceOverdue({ ...this.facts, dueOn: dueOn.toString(), daysOverdue, noticeDay }),
    });
  }

  orderCorrections(inspection: string, dueOn: Temporal.PlainDate): Change {
    return this.does('remind', {
      tells: line('corrections-ordered', `${inspection}: what was found must be corrected by ${formatLongDate(dueOn)}`),
      event: new events.ConveyanceCorrectionsOrdered({ ...this.facts, inspection, dueOn: dueOn.toString() }),
    });
  }

  remindOfCorrections(inspection: string, dueOn: Temporal.PlainDate): Change {
    return this.does('remind', {
      tells: line('corrections-overdue', `${inspection}: corrections were due on ${formatLongDate(dueOn)}`),
      event: new events.ConveyanceCorrectionsOverdue({ ...this.facts, inspection, dueOn: dueOn.toString() }),
    });
  }

  takeOutOfService(since: Temporal.PlainDate, reason: string, by: OutOfServiceBy): Change {
    const day = since.toString();
    return this.does('takeOutOfService', {
      set: { outOfServiceSince: since, outOfServiceReason: reason, outOfServiceBy: by },
      tells: [
        line('out-of-service', `Out of service since ${formatLongDate(since)}`, 'public'),
        line('out-of-service-reason', `Out of service: ${reason}`),
      ],
      event: new events.ConveyanceOutOfService({ ...this.facts, since: day, reason, by }),
      audit: by === 'city' ? { action: 'conveyance.take-out-of-service', after: { since: day, reason } } : undefined,
    });
  }

  /** Also brings back a unit that was retired by mistake. */
  returnToService(by: OutOfServiceBy, today: Temporal.PlainDate): Change {
    if (by === 'owner') {
      if (this.status === 'retired') throw new WrongConveyanceStatus(this.number, 'returned to service', this.status);
      if (this.outOfServiceBy === 'city') throw new OutOfServiceByCity(this.number, this.outOfServiceReason!);
    }
    const end = this.certificateExpiresOn;
    const inspectionNeeded = this.acceptanceNeeded || !end || Temporal.PlainDate.compare(end, today) < 0;
    const summary = inspectionNeeded
      ? 'To return to service after an acceptance inspection: its certificate has expired'
      : 'Back in service';
    return this.does('returnToService', {
      to: inspectionNeeded ? 'pending' : 'active',
      set: { ...RUNS, retiredOn: null, retiredReason: null, acceptanceNeeded: inspectionNeeded },
      tells: line('back-in-service', summary, 'public'),
      event: new events.ConveyanceBackInService({ ...this.facts, inspectionNeeded }),
      audit: by === 'city' ? { action: 'conveyance.return-to-service' } : undefined,
    });
  }

  retire(on: Temporal.PlainDate, reason: string): Change {
    return this.does('retire', {
      set: { ...RUNS, retiredOn: on, retiredReason: reason },
      tells: line('retired', 'The unit was retired', 'public'),
      event: new events.ConveyanceRetired({ ...this.facts, reason }),
      audit: { action: 'conveyance.retire', after: { reason } },
    });
  }

  /** What is over is kept as it is. */
  requireKept(verb: string): void {
    if (this.status === 'retired') throw new WrongConveyanceStatus(this.number, verb, this.status);
  }

  /** What changes of it and of its cycles are kept under. */
  get about() {
    return { recordId: this.recordId, subject: this.number };
  }

  private get facts() {
    return { recordId: this.recordId, number: this.number };
  }

  private does(verb: keyof typeof ConveyanceMachine.verbs, deed: Deed<Conveyance>): Change {
    if (!ConveyanceMachine.allows(verb, this.status)) {
      throw new WrongConveyanceStatus(this.number, ConveyanceMachine.verbs[verb].what!, this.status);
    }
    return changeOf(ConveyanceMachine, this as Conveyance, this.about, verb, deed);
  }
}
ConveyanceSchema.setClass(Conveyance);

/** Of a unit that is not out of service. */
const RUNS = { outOfServiceSince: null, outOfServiceReason: null, outOfServiceBy: null };

function ownedBy({ accountId, name, email, phone, address }: ConveyanceOwner) {
  return { ownerAccountId: accountId, ownerName: name, ownerEmail: email, ownerPhone: phone, ownerAddress: address };
}

/** A line of a unit's chronology. */
export function line(what: string, summary: string, visibility: ChronologyEntry['visibility'] = 'parties'): ChronologyEntry {
  return { type: `conveyance.${what}`, summary, visibility };
}

function later(known: Temporal.PlainDate | null | undefined, on: Temporal.PlainDate): Temporal.PlainDate {
  return known && Temporal.PlainDate.compare(known, on) > 0 ? known : on;
}
