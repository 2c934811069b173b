import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { toDay } from '../../platform/time/to-day.js';
import { BusinessCalendar } from '../city/index.js';
import { normalRecordNumber } from '../records/index.js';
import { ContractorClasses } from './contractor-classes.js';
import { standingOn, type CredentialDates, type StandingProblem } from './contractor.rules.js';
import { OVER, type ContractorStatus, type CredentialKind, type StandingItem } from './contractor.status.js';

export interface ContractorProblem {
  credential: StandingItem;
  /** In words: `Registration`, `State license (Roofing contractor)`. */
  name: string;
  /** The last day it was in force, `YYYY-MM-DD`; null when it was never shown, or when the date is not what is wrong. */
  expiredOn: string | null;
}

/** Whether a contractor's name counts on a permit today. */
export interface ContractorStanding {
  recordId: string;
  number: string;
  businessName: string;
  classes: string[];
  status: ContractorStatus;
  /** The last day the registration is in force; null before there is one. */
  expiresOn: Temporal.PlainDate | null;
  /** Since when papers wait for the city that were uploaded outside of a filing. */
  papersSince: Temporal.PlainDate | null;
  /** The accounts that act for the contractor. */
  accountIds: string[];
  /** Registered, and every credential of every class in force. */
  ok: boolean;
  problems: ContractorProblem[];
  /** The classes in which the name counts: a lapsed roofing license does not stop a fence. */
  classesInForce: string[];
}

/** The front door of contractors: who may work on permits, today. */
@Injectable()
export class ContractorsService {
  constructor(
    private readonly database: Database,
    private readonly classes: ContractorClasses,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** Those among the numbers that are known, ordered by number; case, blanks, dashes and leading zeros do not matter. */
  async byNumbers(numbers: string[]): Promise<ContractorStanding[]> {
    if (numbers.length === 0) return [];
    const official = numbers.map(normalRecordNumber);
    return this.standings(sql`c.number = any(${official}::text[])`);
  }

  /** As a person may have typed it, leading zeros missing included. */
  async byNumber(number: string): Promise<ContractorStanding | null> {
    return (await this.byNumbers([number]))[0] ?? null;
  }

  async byRecordId(recordId: string): Promise<ContractorStanding | null> {
    return (await this.byRecordIds([recordId]))[0] ?? null;
  }

  byRecordIds(recordIds: string[]): Promise<ContractorStanding[]> {
    return this.standings(sql`c.record_id = any(${recordIds}::uuid[])`);
  }

  /** The registrations that an account acts for; those that are over are not among them. */
  forAccount(accountId: string): Promise<ContractorStanding[]> {
    return this.standings(
      sql`c.record_id in (select record_id from contractors.contractor_account where account_id = ${accountId}) and c.status <> all(${OVER}::text[])`,
    );
  }

  /** Until the open transaction ends nobody joins or leaves these contractors, so that who acts for them can be put down elsewhere. */
  async keepStill(recordIds: string[]): Promise<void> {
    await this.database.execute(sql`
      select 1 from contractors.contractor where record_id = any(${recordIds}::uuid[]) order by record_id for share`);
  }

  /** What is wrong, in words. */
  inWords({ credential, classCode, expiredOn }: StandingProblem, status: ContractorStatus): ContractorProblem {
    return { credential, name: this.nameOf(credential, classCode, status), expiredOn: expiredOn?.toString() ?? null };
  }

  private async standings(which: RawBuilder<unknown>): Promise<ContractorStanding[]> {
    const rows = await this.database.rows(sql<StandingRow>`
      select c.record_id, c.number, c.business_name, c.classes, c.status, c.expires_on, c.papers_since,
        (select coalesce(jsonb_agg(a.account_id order by a.account_id), '[]')
          from contractors.contractor_account a where a.record_id = c.record_id) as account_ids,
        (select coalesce(jsonb_agg(jsonb_build_object('kind', k.kind, 'classCode', k.class_code,
            'effectiveOn', k.effective_on, 'expiresOn', k.expires_on)), '[]')
          from contractors.credential k where k.record_id = c.record_id and k.ended_at is null) as credentials
      from contractors.contractor c where ${which}
      order by c.number`);
    const today = this.calendar.today();
    return rows.map(({ credentials, ...stored }) => {
      const row = { ...stored, expiresOn: toDay(stored.expiresOn), papersSince: toDay(stored.papersSince) };
      const registration = { status: row.status, expiresOn: row.expiresOn };
      const standing = standingOn(today, registration, this.classes.of(row.classes), credentials.map(toDates));
      return { ...row, ...standing, problems: standing.problems.map((problem) => this.inWords(problem, row.status)) };
    });
  }

  private nameOf(item: StandingItem, classCode: string | null, status: ContractorStatus): string {
    if (item === 'registration') return status === 'active' || status === 'expired' ? 'Registration' : `Registration (${status})`;
    if (item === 'state-license' && classCode) return `State license (${this.classes.find(classCode)?.name ?? classCode})`;
    return SHORT_NAMES[item];
  }
}

const SHORT_NAMES: Record<CredentialKind, string> = {
  'state-license': 'State license',
  insurance: 'Liability insurance',
  bond: 'Bond',
  'workers-compensation': "Workers' compensation insurance",
};

interface StandingRow {
  recordId: string;
  number: string;
  businessName: string;
  classes: string[];
  status: ContractorStatus;
  expiresOn: string | null;
  papersSince: string | null;
  accountIds: string[];
  credentials: { kind: CredentialKind; classCode: string | null; effectiveOn: string; expiresOn: string }[];
}

function toDates({ kind, classCode, effectiveOn, expiresOn }: StandingRow['credentials'][number]): CredentialDates {
  return { kind, classCode, effectiveOn: Temporal.PlainDate.from(effectiveOn), expiresOn: Temporal.PlainDate.from(expiresOn) };
}
