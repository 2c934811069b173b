import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { InvalidInput, type FieldError } from '../../platform/errors/domain-error.js';
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
    const rows = await this.database.query
      .selectFrom('contractors.credential')
      .select(['id', 'recordId', 'kind', 'classCode', 'number', 'amountCents', 'effectiveOn', 'expiresOn', 'recordedAt'])
      .where('recordId', 'in', recordIds)
      .where('endedAt', 'is', null)
      .orderBy('expiresOn', 'desc')
      .orderBy('id')
      .execute();
    return rows.map(({ amountCents, effectiveOn, expiresOn, ...row }) => ({
      ...row,
      amountCents: amountCents === null ? null : Number(amountCents),
      effectiveOn: Temporal.PlainDate.from(effectiveOn),
      expiresOn: Temporal.PlainDate.from(expiresOn),
    }));
  }

  /** A state license that another contractor has on file is refused; `refusal` says what of the request it belongs to. */
  async keep(
    recordId: string,
    credential: NewCredential,
    today: Temporal.PlainDate,
    refusal: (onFile: string) => FieldError,
  ): Promise<void> {
    if (await this.record(recordId, credential, today)) return;
    const holder = await this.holderOf(credential.classCode!, credential.number!);
    throw new InvalidInput([refusal(`is on file for another contractor${holder ? `, ${holder}` : ''}`)]);
  }

  private async record(recordId: string, credential: NewCredential, today: Temporal.PlainDate): Promise<boolean> {
    const { kind, classCode, number, amountCents, effectiveOn, expiresOn } = credential;
    const now = this.clock.now().toString();
    const takesEffectLater = Temporal.PlainDate.compare(effectiveOn, today) > 0;
    const begins = takesEffectLater ? effectiveOn : today;
    await this.database.execute(sql`
      update contractors.credential set ended_at = ${now}
      where record_id = ${recordId} and kind = ${kind} and class_code is not distinct from ${classCode}
        and ended_at is null and effective_on >= ${(takesEffectLater ? effectiveOn : EARLIEST).toString()}::date
        and not (effective_on > ${begins.toString()}::date and expires_on > ${expiresOn.toString()}::date)`);
    const { numInsertedOrUpdatedRows } = await this.database.query
      .insertInto('contractors.credential')
      .values({
        id: newId(),
        recordId,
        kind,
        classCode,
        number,
        amountCents: amountCents?.toString(),
        effectiveOn: effectiveOn.toString(),
        expiresOn: expiresOn.toString(),
        recordedAt: now,
        recordedBy: this.context.actorId,
      })
      .onConflict((license) => license.constraint('credential_state_license').doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
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
    const { numUpdatedRows } = await this.ending(recordId).where('id', '=', id).executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  /** So that the state license can be shown by whoever the board gives it to next. */
  async endStateLicenses(recordId: string): Promise<void> {
    await this.ending(recordId).where('kind', '=', 'state-license').execute();
  }

  private ending(recordId: string) {
    const endedAt = this.clock.now().toString();
    return this.database.query
      .updateTable('contractors.credential')
      .set({ endedAt })
      .where('recordId', '=', recordId)
      .where('endedAt', 'is', null);
  }
}

const EARLIEST = Temporal.PlainDate.from('0001-01-01');
