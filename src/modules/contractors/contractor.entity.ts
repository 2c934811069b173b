import { defineEntity, p } from '@mikro-orm/core';
import { InstantType, PlainDateType } from '../../platform/database/types.js';
import type { AddressValue } from '../records/index.js';
import type { RegistrationDates } from './contractor.rules.js';
import { WrongContractorStatus } from './contractors.errors.js';
import { CONTRACTOR_STATUSES, ContractorMachine, isOver, type ContractorStatus } from './contractor.status.js';

const ContractorSchema = defineEntity({
  name: 'Contractor',
  schema: 'contractors',
  tableName: 'contractor',
  properties: {
    recordId: p.uuid().primary(),
    number: p.text(),
    businessName: p.text(),
    contactName: p.text(),
    phone: p.text(),
    address: p.json<AddressValue>(),
    classes: p.array(),
    status: p.enum(CONTRACTOR_STATUSES),
    statusReason: p.text().nullable(),
    registeredAt: p.type(InstantType).nullable(),
    expiresOn: p.type(PlainDateType).nullable(),
    standingCheckedOn: p.type(PlainDateType),
    papersSince: p.type(PlainDateType).nullable(),
    version: p.integer().version(),
  },
});

/** A business that the city has registered to work on permits. */
export class Contractor extends ContractorSchema.class {
  activate(expiresOn: Temporal.PlainDate, now: Temporal.Instant): void {
    this.move('register');
    this.expiresOn = expiresOn;
    this.registeredAt = now;
  }

  deny(reason: string): void {
    this.move('deny');
    this.statusReason = reason;
  }

  withdraw(): void {
    this.move('withdraw');
  }

  /** Prolongs the registration; one that had run out is in force again. */
  renew(expiresOn: Temporal.PlainDate): void {
    this.move('renew', this.status === 'suspended' ? 'suspended' : 'active');
    this.expiresOn = expiresOn;
  }

  suspend(reason: string): void {
    this.move('suspend');
    this.statusReason = reason;
  }

  /** Back to where the dates put it. */
  reinstate(today: Temporal.PlainDate): void {
    const hasRunOut = this.expiresOn && Temporal.PlainDate.compare(this.expiresOn, today) < 0;
    this.move('reinstate', hasRunOut ? 'expired' : 'active');
    this.statusReason = null;
  }

  revoke(reason: string): void {
    this.move('revoke');
    this.statusReason = reason;
  }

  /** Papers came that nobody at the city has looked at. */
  receivePapers(on: Temporal.PlainDate): void {
    this.papersSince ??= on;
  }

  seePapers(): void {
    this.papersSince = null;
  }

  expire(): void {
    this.move('expire');
  }

  /** What its standing depends on. */
  dates(): RegistrationDates {
    return { status: this.status, expiresOn: this.expiresOn ?? null };
  }

  /** A registration that is over keeps its papers as they are. */
  requireOpen(verb: string): void {
    if (isOver(this.status)) throw new WrongContractorStatus(this.number, verb, this.status);
  }

  private move(verb: keyof typeof ContractorMachine.verbs, to?: ContractorStatus): void {
    if (!ContractorMachine.allows(verb, this.status)) {
      throw new WrongContractorStatus(this.number, ContractorMachine.verbs[verb].what!, this.status);
    }
    this.status = ContractorMachine.after(verb, this.status, to);
  }
}
ContractorSchema.setClass(Contractor);
