import { defineEntity, p } from '@mikro-orm/core';
import { InstantType, PlainDateType } from '../../platform/database/types.js';
import { changeOf, type Change, type ChronologyEntry, type Deed } from '../../platform/status/change.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import type { AddressValue } from '../records/index.js';
import type { RegistrationDates } from './contractor.rules.js';
import { NoPapersWaiting, WrongContractorStatus } from './contractors.errors.js';
import * as events from './contractors.events.js';
import type { FilingFacts, MembersChange } from './contractors.events.js';
import { CONTRACTOR_STATUSES, ContractorMachine, isOver, type ContractorStatus, type MemberRole } from './contractor.status.js';

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
  apply(who: { accountId: string; firstPassword: boolean }): Change {
    return this.does('apply', {
      tells: this.line('applied', `${this.businessName} applied for registration.`),
      event: new events.ContractorApplied({ ...this.facts, ...who }),
    });
  }

  inviteMember(email: string, invited: { invitationId: string; accountId: string; linkId: string; role: MemberRole }): Change {
    return this.does('changeTeam', {
      tells: this.line('member-invited', `${email} was invited as a ${invited.role}.`),
      event: new events.ContractorMemberInvited({ ...this.facts, ...invited }),
      audit: { action: 'contractors.member-invited', after: { email, role: invited.role } },
    });
  }

  withdrawInvitation(id: string, email: string): Change {
    return this.does('changeTeam', {
      tells: this.line('member-invitation-withdrawn', `The invitation of ${email} was withdrawn.`),
      audit: { action: 'contractors.member-invitation-withdrawn', after: { id } },
    });
  }

  /** Who acts for it, or what they may do, is not what it was; `role` is null for who acts for it no more, `before` for who joined. */
  changeMember(change: MembersChange, accountId: string, name: string, role: MemberRole | null, before: MemberRole | null): Change {
    const summaries: Record<MembersChange, string> = {
      joined: `${name} acts for the contractor as a ${role}.`,
      'role-changed': `${name} is now a ${role}.`,
      removed: `${name} no longer acts for the contractor.`,
    };
    return this.does('changeTeam', {
      tells: this.line(`member-${change}`, summaries[change]),
      event: new events.ContractorMembersChanged({ ...this.facts, accountId, change, role }),
      audit: { action: `contractors.member-${change}`, before: { accountId, role: before }, after: { accountId, role } },
    });
  }

  /** By staff who have checked its papers, or by its application that was approved and paid. */
  register(
    expiresOn: Temporal.PlainDate,
    { byStaff, ...who }: { byStaff: boolean; accountId: string; firstPassword: boolean },
    now: Temporal.Instant,
  ): Change {
    const { businessName, classes } = this;
    return this.does('register', {
      set: { expiresOn, registeredAt: now },
      tells: this.line('registered', `${businessName} was registered.`, 'public'),
      event: new events.ContractorRegistered({ ...this.facts, ...who }),
      audit: byStaff ? { action: 'contractors.register', after: { businessName, classes, expiresOn: expiresOn.toString() } } : undefined,
    });
  }

  deny(reason: string): Change {
    return this.does('deny', { set: { statusReason: reason }, tells: { silentBecause: 'the application says it' } });
  }

  withdraw(): Change {
    return this.does('withdraw', { tells: { silentBecause: 'the application says it' } });
  }

  /** Prolongs the registration; one that had run out is in force again. */
  renew(expiresOn: Temporal.PlainDate, renewal: FilingFacts): Change {
    const summary = `The registration was renewed and runs until ${formatLongDate(expiresOn)}.`;
    return this.does('renew', {
      to: this.status === 'suspended' ? 'suspended' : 'active',
      set: { expiresOn },
      tells: this.line('renewed', summary, 'public'),
      event: new events.ContractorRenewed({ ...renewal, expiresOn: expiresOn.toString() }),
    });
  }

  /** The same by staff, among what else they change. */
  prolong(expiresOn: Temporal.PlainDate): Change {
    return this.does('renew', {
      to: this.status === 'suspended' ? 'suspended' : 'active',
      set: { expiresOn },
      tells: { silentBecause: 'all that staff change at once is told as one' },
    });
  }

  suspend(reason: string): Change {
    return this.decide('suspend', `The registration was suspended: ${reason}`, { statusReason: reason });
  }

  /** Back to where the dates put it. */
  reinstate(today: Temporal.PlainDate, reason: string): Change {
    const hasRunOut = this.expiresOn && Temporal.PlainDate.compare(this.expiresOn, today) < 0;
    return this.decide('reinstate', `The suspension was lifted: ${reason}`, { statusReason: null }, hasRunOut ? 'expired' : 'active');
  }

  revoke(reason: string): Change {
    return this.decide('revoke', `The registration was revoked: ${reason}`, { statusReason: reason, papersSince: null });
  }

  /** Papers came that nobody at the city has looked at. */
  receivePapers(on: Temporal.PlainDate): void {
    this.papersSince ??= on;
  }

  seePapers(): void {
    this.papersSince = null;
  }

  /** They will not do. */
  returnPapers(reason: string): Change {
    const { papersSince } = this;
    if (!papersSince) throw new NoPapersWaiting(this.number);
    const summary = `The city reviewed the documents and cannot accept them: ${reason}`;
    return this.does('returnPapers', {
      set: { papersSince: null },
      tells: this.line('papers-returned', summary),
      event: new events.ContractorPapersReturned({ ...this.facts, reason }),
      audit: { action: 'contractors.return-papers', before: { papersSince: papersSince.toString() }, after: { papersSince: null, reason } },
    });
  }

  expire(): Change {
    return this.does('expire', { tells: { silentBecause: 'all that ran out on a day is told as one' } });
  }

  /** What its standing depends on. */
  dates(): RegistrationDates {
    return { status: this.status, expiresOn: this.expiresOn ?? null };
  }

  /** A registration that is over keeps its papers as they are. */
  requireOpen(verb: string): void {
    if (isOver(this.status)) throw new WrongContractorStatus(this.number, verb, this.status);
  }

  get about() {
    return { recordId: this.recordId, subject: this.number };
  }

  private get facts() {
    return { recordId: this.recordId, number: this.number };
  }

  private line(what: string, summary: string, visibility: ChronologyEntry['visibility'] = 'owners'): ChronologyEntry {
    return { type: `contractors.${what}`, summary, visibility };
  }

  private decide(verb: 'suspend' | 'reinstate' | 'revoke', summary: string, set: Partial<Contractor>, to?: ContractorStatus): Change {
    const { statusReason: before = null } = this;
    return this.does(verb, {
      to,
      set,
      tells: this.line(verb, summary),
      audit: { action: `contractors.${verb}`, before: { statusReason: before }, after: { statusReason: set.statusReason } },
    });
  }

  private does(verb: keyof typeof ContractorMachine.verbs, deed: Deed<Contractor>): Change {
    if (!ContractorMachine.allows(verb, this.status)) {
      throw new WrongContractorStatus(this.number, ContractorMachine.verbs[verb].what!, this.status);
    }
    return changeOf(ContractorMachine, this as Contractor, this.about, verb, deed);
  }
}
ContractorSchema.setClass(Contractor);
