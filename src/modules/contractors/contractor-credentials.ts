import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { RequestContext } from '../../platform/http/request-context.js';
import { Clock } from '../../platform/time/clock.js';
import type { CredentialKind } from './contractor.status.js';

export interface NewCredential {
  kind: CredentialKind;
  /** Of a state license. */
  classCode: string | null;
  number: string | null;
  amountCents: number | null;
  effectiveOn: Temporal.PlainDate;
  expiresOn: Temporal.PlainDate;
}

export interface Credential extends NewCredential {
  id: string;
  recordId: string;
  recordedAt: string;
}

/**
 * The papers a contractor showed. A newer one of its kind ends the older, unless one of the two takes effect later and lasts longer; none
 * is ever changed.
 */
@Injectable()
export class ContractorCredentials {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly context: RequestContext,
  ) {}

  /** What is on file and not ended, in force or not; the last to run out first. */
  async of(recordIds: string[]): Promise<Credential[]> {
    const rows = await this.database.rows(sql<CredentialRow>`
      select id, record_id, kind, class_code, number, amount_cents::float8 as amount_cents, effective_on, expires_on, recorded_at
      from contractors.credential
      where record_id = any(${recordIds}::uuid[]) and ended_at is null
      order by expires_on desc, id`);
    return rows.map((row) => ({
      id: row.id,
      recordId: row.recordId,
      kind: row.kind,
      classCode: row.classCode,
      number: row.number,
      amountCents: row.amountCents,
      effectiveOn: Temporal.PlainDate.from(row.effectiveOn),
      expiresOn: Temporal.PlainDate.from(row.expiresOn),
      recordedAt: row.recordedAt,
    }));
  }

  /** False when the state license is another contractor's. */
  async record(recordId: string, credential: NewCredential, today: Temporal.PlainDate): Promise<boolean> {
    const { kind, classCode, number, amountCents, effectiveOn, expiresOn } = credential;
    const now = this.clock.now().toString();
    const takesEffectLater = Temporal.PlainDate.compare(effectiveOn, today) > 0;
    const begins = takesEffectLater ? effectiveOn : today;
    await this.database.execute(sql`
      update contractors.credential set ended_at = ${now}
      where record_id = ${recordId} and kind = ${kind} and class_code is not distinct from ${classCode}
        and ended_at is null and effective_on >= ${(takesEffectLater ? effectiveOn : EARLIEST).toString()}::date
        and not (effective_on > ${begins.toString()}::date and expires_on > ${expiresOn.toString()}::date)`);
    const recorded = await this.database.execute(sql`
      insert into contractors.credential
        (id, record_id, kind, class_code, number, amount_cents, effective_on, expires_on, recorded_at, recorded_by)
      values (${newId()}, ${recordId}, ${kind}, ${classCode}, ${number}, ${amountCents}, ${effectiveOn.toString()}, ${expiresOn.toString()},
        ${now}, ${this.context.actorId ?? null}::uuid)
      on conflict on constraint credential_state_license do nothing`);
    return recorded === 1;
  }

  /** The number of the contractor who holds a state license. */
  async holderOf(classCode: string, licenseNumber: string): Promise<string | null> {
    const row = await this.database.row(sql<{ number: string }>`
      select c.number from contractors.credential k join contractors.contractor c using (record_id)
      where k.kind = 'state-license' and k.class_code = ${classCode} and k.ended_at is null
        and k.number_key = regexp_replace(upper(${licenseNumber}), '[^A-Z0-9]', '', 'g')`);
    return row?.number ?? null;
  }

  /** False when it is not on file, or ended already. */
  async end(recordId: string, id: string): Promise<boolean> {
    const ended = await this.database.execute(sql`
      update contractors.credential set ended_at = ${this.clock.now().toString()}
      where record_id = ${recordId} and id = ${id} and ended_at is null`);
    return ended === 1;
  }

  /** So that the state license can be shown by whoever the board gives it to next. */
  async endStateLicenses(recordId: string): Promise<void> {
    await this.database.execute(sql`
      update contractors.credential set ended_at = ${this.clock.now().toString()}
      where record_id = ${recordId} and kind = 'state-license' and ended_at is null`);
  }
}

const EARLIEST = Temporal.PlainDate.from('0001-01-01');

interface CredentialRow {
  id: string;
  recordId: string;
  kind: CredentialKind;
  classCode: string | null;
  number: string | null;
  amountCents: number | null;
  effectiveOn: string;
  expiresOn: string;
  recordedAt: string;
}
