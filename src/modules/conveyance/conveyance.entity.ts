import { defineEntity, p } from '@mikro-orm/core';
import { InstantType, PlainDateType } from '../../platform/database/types.js';
import {
  CONVEYANCE_STATUSES,
  ConveyanceMachine,
  OUT_OF_SERVICE_BY,
  isRunning,
  type ConveyanceStatus,
  type InspectionKind,
  type OutOfServiceBy,
  type RunningStatus,
} from './conveyance.status.js';
import { OutOfServiceByCity, WrongConveyanceStatus } from './conveyances.errors.js';

const ConveyanceSchema = defineEntity({
  name: 'Conveyance',
  schema: 'conveyance',
  tableName: 'conveyance',
  properties: {
    recordId: p.uuid().primary(),
    number: p.text(),
    stateRegistrationNumber: p.text(),
    typeCode: p.text(),
    drive: p.text().nullable(),
    manufacturer: p.text().nullable(),
    model: p.text().nullable(),
    serialNumber: p.text().nullable(),
    installedOn: p.type(PlainDateType).nullable(),
    landings: p.integer().nullable(),
    capacityLbs: p.integer().nullable(),
    speedFpm: p.integer().nullable(),
    locationInBuilding: p.text().nullable(),
    buildingName: p.text().nullable(),
    ownerAccountId: p.uuid(),
    ownerName: p.text(),
    ownerEmail: p.text(),
    ownerPhone: p.text().nullable(),
    contractorRecordId: p.uuid().nullable(),
    lastAnnualOn: p.type(PlainDateType).nullable(),
    lastCategory1On: p.type(PlainDateType).nullable().fieldName('last_category1_on'),
    lastCategory3On: p.type(PlainDateType).nullable().fieldName('last_category3_on'),
    lastCategory5On: p.type(PlainDateType).nullable().fieldName('last_category5_on'),
    certificateIssuedOn: p.type(PlainDateType).nullable(),
    certificateExpiresOn: p.type(PlainDateType).nullable(),
    acceptanceNeeded: p.boolean(),
    status: p.enum(CONVEYANCE_STATUSES),
    outOfServiceSince: p.type(PlainDateType).nullable(),
    outOfServiceReason: p.text().nullable(),
    outOfServiceBy: p.enum(OUT_OF_SERVICE_BY).nullable(),
    retiredOn: p.type(PlainDateType).nullable(),
    retiredReason: p.text().nullable(),
    nextLookOn: p.type(PlainDateType).nullable(),
    importedLine: p.json<Record<string, string>>().nullable(),
    registeredAt: p.type(InstantType),
    version: p.integer().version(),
  },
});

/** What is known of a unit besides its place, its people and its certificate. */
export interface ConveyanceFacts {
  stateRegistrationNumber: string;
  typeCode: string;
  drive: string | null;
  manufacturer: string | null;
  model: string | null;
  serialNumber: string | null;
  installedOn: Temporal.PlainDate | null;
  landings: number | null;
  capacityLbs: number | null;
  speedFpm: number | null;
  locationInBuilding: string | null;
  buildingName: string | null;
  lastAnnualOn: Temporal.PlainDate | null;
  lastCategory1On: Temporal.PlainDate | null;
  lastCategory3On: Temporal.PlainDate | null;
  lastCategory5On: Temporal.PlainDate | null;
}

export interface ConveyanceOwner {
  accountId: string;
  name: string;
  email: string;
  phone: string | null;
}

/** An elevator, an escalator, a lift: a unit that needs a certificate to run. */
export class Conveyance extends ConveyanceSchema.class {
  static register(
    record: { id: string; number: string },
    facts: ConveyanceFacts,
    owner: ConveyanceOwner,
    now: Temporal.Instant,
  ): Conveyance {
    const unit = new Conveyance();
    Object.assign(unit, facts);
    unit.recordId = record.id;
    unit.number = record.number;
    unit.belongTo(owner);
    unit.contractorRecordId = null;
    unit.certificateIssuedOn = null;
    unit.certificateExpiresOn = null;
    unit.acceptanceNeeded = true;
    unit.status = 'pending';
    unit.outOfServiceSince = null;
    unit.outOfServiceReason = null;
    unit.outOfServiceBy = null;
    unit.retiredOn = null;
    unit.retiredReason = null;
    unit.nextLookOn = null;
    unit.importedLine = null;
    unit.registeredAt = now;
    return unit;
  }

  belongTo({ accountId, name, email, phone }: ConveyanceOwner): void {
    this.ownerAccountId = accountId;
    this.ownerName = name;
    this.ownerEmail = email;
    this.ownerPhone = phone;
  }

  /** The last day of its certificate as staff know it; without one it needs an acceptance inspection. */
  setCertificateEnd(expiresOn: Temporal.PlainDate | null): void {
    this.certificateExpiresOn = expiresOn;
    this.acceptanceNeeded = expiresOn === null;
    if (expiresOn === null && isRunning(this.status)) this.standAs('pending');
  }

  /** Where its dates put a unit that runs. */
  standAs(status: RunningStatus): void {
    if (status !== this.status) this.move('standAs', status);
  }

  certify(issuedOn: Temporal.PlainDate, expiresOn: Temporal.PlainDate): void {
    this.certificateIssuedOn = issuedOn;
    this.certificateExpiresOn = expiresOn;
    this.acceptanceNeeded = false;
  }

  /** An acceptance inspection includes the annual one and all tests. */
  passed(kind: InspectionKind, on: Temporal.PlainDate): void {
    const covers = (each: InspectionKind) => kind === each || kind === 'acceptance';
    if (covers('annual')) this.lastAnnualOn = later(this.lastAnnualOn, on);
    if (covers('category-1')) this.lastCategory1On = later(this.lastCategory1On, on);
    if (covers('category-3')) this.lastCategory3On = later(this.lastCategory3On, on);
    if (covers('category-5')) this.lastCategory5On = later(this.lastCategory5On, on);
  }

  takeOutOfService(since: Temporal.PlainDate, reason: string, by: OutOfServiceBy): void {
    this.move('takeOutOfService');
    this.outOfServiceSince = since;
    this.outOfServiceReason = reason;
    this.outOfServiceBy = by;
  }

  /** Also brings back a unit that was retired by mistake. */
  returnToService(by: OutOfServiceBy, today: Temporal.PlainDate): void {
    const wasRetired = this.status === 'retired';
    if (!wasRetired && this.status !== 'out-of-service') throw new WrongConveyanceStatus(this.number, 'returned to service', this.status);
    if (by === 'owner' && wasRetired) throw new WrongConveyanceStatus(this.number, 'returned to service', this.status);
    if (by === 'owner' && this.outOfServiceBy === 'city') throw new OutOfServiceByCity(this.number, this.outOfServiceReason!);
    const end = this.certificateExpiresOn ?? null;
    if (end === null || Temporal.PlainDate.compare(end, today) < 0) this.acceptanceNeeded = true;
    this.move('returnToService', this.acceptanceNeeded ? 'pending' : 'active');
    this.forgetService();
    this.retiredOn = null;
    this.retiredReason = null;
  }

  retire(on: Temporal.PlainDate, reason: string): void {
    this.move('retire');
    this.forgetService();
    this.retiredOn = on;
    this.retiredReason = reason;
  }

  /** What is over is kept as it is. */
  requireKept(verb: string): void {
    if (this.status === 'retired') throw new WrongConveyanceStatus(this.number, verb, this.status);
  }

  private forgetService(): void {
    this.outOfServiceSince = null;
    this.outOfServiceReason = null;
    this.outOfServiceBy = null;
  }

  private move(verb: keyof typeof ConveyanceMachine.verbs, to?: ConveyanceStatus): void {
    if (!ConveyanceMachine.allows(verb, this.status)) {
      throw new WrongConveyanceStatus(this.number, ConveyanceMachine.verbs[verb].what!, this.status);
    }
    this.status = ConveyanceMachine.after(verb, this.status, to);
  }
}
ConveyanceSchema.setClass(Conveyance);

function later(known: Temporal.PlainDate | null | undefined, on: Temporal.PlainDate): Temporal.PlainDate {
  return known && Temporal.PlainDate.compare(known, on) > 0 ? known : on;
}
