import { defineEntity, p } from '@mikro-orm/core';
import type { StaffRole } from '../../platform/auth/principal.js';
import { newId } from '../../platform/database/ids.js';
import { InstantType, PlainDateType } from '../../platform/database/types.js';
import { turn } from './responsibility-clock.rules.js';
import type { AddressValue } from './address.dto.js';
import type { OutstandingAction } from './outstanding/outstanding.types.js';
import type { NextStep, NextStepActor, OpenRecord, RecordChange } from './records.types.js';

/** A record as it is opened or changed, its next step made of what it waits for. */
type WithNextStep<What, Step> = Omit<What, 'outstanding' | 'prefix'> & Step;

const CaseFileSchema = defineEntity({
  name: 'CaseFile',
  schema: 'records',
  tableName: 'record',
  properties: {
    id: p.uuid().primary(),
    number: p.text(),
    kind: p.text(),
    typeCode: p.text(),
    typeName: p.text(),
    category: p.text().nullable(),
    status: p.text(),
    statusLabel: p.text(),
    address: p.json<AddressValue>().nullable(),
    description: p.text().nullable(),
    contractorName: p.text().nullable(),
    isPublic: p.boolean(),
    openedAt: p.type(InstantType),
    openedOn: p.type(PlainDateType),
    issuedOn: p.type(PlainDateType).nullable(),
    expiresOn: p.type(PlainDateType).nullable(),
    closedAt: p.type(InstantType).nullable(),
    feesDueCents: p.integer(),
    nextStepActor: p.text().$type<NextStepActor>(),
    nextStepLabel: p.text(),
    nextStepSince: p.type(InstantType),
    nextStepRole: p.text().$type<StaffRole>().nullable(),
    nextStepDueOn: p.type(PlainDateType).nullable(),
    nextStepAction: p.json<OutstandingAction>().nullable(),
    waitingSince: p.type(InstantType),
    secondsWithCity: p.integer(),
    secondsWithApplicant: p.integer(),
    lastWithCityAt: p.type(InstantType).nullable(),
    ownerId: p.uuid().nullable(),
    searchText: p.text(),
    version: p.integer().version(),
  },
});

/** What residents see of a record; the modules above keep it true. */
export class CaseFile extends CaseFileSchema.class {
  static open(
    what: WithNextStep<OpenRecord, { nextStep: NextStep }>,
    given: { number: string; now: Temporal.Instant; today: Temporal.PlainDate },
  ): CaseFile {
    const record = new CaseFile();
    record.id = newId();
    record.number = given.number;
    record.kind = what.kind;
    record.typeCode = what.typeCode;
    record.typeName = what.typeName;
    record.category = what.category ?? null;
    record.status = what.status;
    record.statusLabel = what.statusLabel;
    record.address = what.address;
    record.description = what.description ?? null;
    record.contractorName = what.contractorName ?? null;
    record.isPublic = what.isPublic;
    record.openedAt = given.now;
    record.openedOn = given.today;
    record.issuedOn = null;
    record.expiresOn = null;
    record.closedAt = null;
    record.feesDueCents = 0;
    record.nextStepActor = what.nextStep.actor;
    record.nextStepLabel = what.nextStep.label;
    record.nextStepSince = given.now;
    record.nextStepRole = what.nextStep.role ?? null;
    record.nextStepDueOn = what.nextStep.dueOn ?? null;
    record.nextStepAction = what.nextStep.action ?? null;
    record.waitingSince = given.now;
    record.secondsWithCity = 0;
    record.secondsWithApplicant = 0;
    record.lastWithCityAt = null;
    record.ownerId = null;
    record.searchText = what.searchText ?? '';
    return record;
  }

  change({ nextStep, closed, ...fields }: WithNextStep<RecordChange, { nextStep?: NextStep }>, now: Temporal.Instant): void {
    for (const [field, value] of Object.entries(fields)) {
      if (value !== undefined) Object.assign(this, { [field]: value });
    }
    if (nextStep) this.turnTo(nextStep, now);
    if (closed === true && !this.closedAt) {
      this.closedAt = now;
      if (!nextStep) this.turnTo({ actor: 'none', label: this.statusLabel }, now);
    }
    if (closed === false) this.closedAt = null;
  }

  private turnTo(nextStep: NextStep, now: Temporal.Instant): void {
    const clock = turn(
      {
        actor: this.nextStepActor,
        label: this.nextStepLabel,
        since: this.nextStepSince,
        waitingSince: this.waitingSince,
        secondsWithCity: this.secondsWithCity,
        secondsWithApplicant: this.secondsWithApplicant,
        lastWithCityAt: this.lastWithCityAt ?? null,
      },
      nextStep,
      now,
    );
    this.nextStepActor = clock.actor;
    this.nextStepLabel = clock.label;
    this.nextStepSince = clock.since;
    this.nextStepRole = nextStep.role ?? null;
    this.nextStepDueOn = nextStep.dueOn ?? null;
    this.nextStepAction = nextStep.action ?? null;
    this.waitingSince = clock.waitingSince;
    this.secondsWithCity = clock.secondsWithCity;
    this.secondsWithApplicant = clock.secondsWithApplicant;
    this.lastWithCityAt = clock.lastWithCityAt;
  }
}
CaseFileSchema.setClass(CaseFile);
