import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Keys } from '../../../platform/auth/keys.js';
import { decrypt, encrypt } from '../../../platform/auth/encryption.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { TAX_NUMBERS, type TaxNumber } from '../business-details.js';

/** What may be told of a number without opening it. */
export interface KnownNumber {
  kind: TaxNumber;
  lastFour: string;
  enteredBy: string;
}

const PURPOSE = 'business-confidential';

/** Where the dash stands. */
const GROUPS: Record<TaxNumber, number> = { fein: 2, ibt: 4 };

/**
 * FEIN and IBT numbers: sealed with a key of their own, each bound to its record, so that neither the database nor a copy of a row
 * tells them. A keyed fingerprint finds a number that another registration has as well.
 */
@Injectable()
export class TaxNumbers {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly clock: Clock,
  ) {}

  /** Digits as they were typed; null takes the number off, undefined leaves it. */
  async keep(recordId: string, enteredBy: string, numbers: Partial<Record<TaxNumber, string | null>>): Promise<void> {
    for (const kind of TAX_NUMBERS) {
      const typed = numbers[kind];
      if (typed === undefined) continue;
      if (typed === null) await this.forget(recordId, kind);
      else await this.put(recordId, kind, typed.replaceAll('-', ''), enteredBy);
    }
  }

  async known(recordId: string): Promise<KnownNumber[]> {
    return this.database.rows(sql<KnownNumber>`
      select kind, last_four, entered_by from business_registration.tax_number
      where record_id = ${recordId} order by kind`);
  }

  async onFile(recordId: string): Promise<Set<TaxNumber>> {
    return (await this.onFileOf([recordId])).get(recordId)!;
  }

  /** Which of them are there, by record. */
  async onFileOf(recordIds: readonly string[]): Promise<Map<string, Set<TaxNumber>>> {
    const rows = await this.database.rows(sql<{ recordId: string; kind: TaxNumber }>`
      select record_id, kind from business_registration.tax_number where record_id = any(${recordIds}::uuid[])`);
    const kindsOf = (id: string) => rows.filter(({ recordId }) => recordId === id).map(({ kind }) => kind);
    return new Map(recordIds.map((id) => [id, new Set(kindsOf(id))]));
  }

  /** In full, as they are printed; only those that `enteredBy` entered, when it is given. */
  async open(recordId: string, enteredBy?: string): Promise<Partial<Record<TaxNumber, string>>> {
    const rows = await this.database.rows(sql<{ kind: TaxNumber; sealed: Buffer }>`
      select kind, sealed from business_registration.tax_number
      where record_id = ${recordId} and (${enteredBy ?? null}::uuid is null or entered_by = ${enteredBy ?? null}::uuid)`);
    return Object.fromEntries(
      rows.flatMap(({ kind, sealed }) => {
        const digits = decrypt(this.keys.for(PURPOSE), contextOf(recordId, kind), sealed);
        return digits === undefined ? [] : [[kind, `${digits.slice(0, GROUPS[kind])}-${digits.slice(GROUPS[kind])}`]];
      }),
    );
  }

  /** Other registrations, not closed, that give the same FEIN. */
  async othersWithSameFein(recordId: string): Promise<string[]> {
    const rows = await this.database.rows(sql<{ number: string }>`
      select r.number from business_registration.tax_number mine
      join business_registration.tax_number other
        on other.kind = mine.kind and other.fingerprint = mine.fingerprint and other.record_id <> mine.record_id
      join business_registration.registration r on r.record_id = other.record_id
      where mine.record_id = ${recordId} and mine.kind = 'fein' and r.closed_at is null
      order by r.number`);
    return rows.map(({ number }) => number);
  }

  /** They do not pass on to whoever takes the business over. */
  async forgetAll(recordId: string): Promise<void> {
    await this.database.execute(sql`delete from business_registration.tax_number where record_id = ${recordId}`);
  }

  private async put(recordId: string, kind: TaxNumber, digits: string, enteredBy: string): Promise<void> {
    const sealed = encrypt(this.keys.for(PURPOSE), contextOf(recordId, kind), digits);
    const fingerprint = this.keys.fingerprint(`${PURPOSE}-fingerprint`, `${kind}:${digits}`);
    await this.database.execute(sql`
      insert into business_registration.tax_number (record_id, kind, sealed, last_four, fingerprint, entered_by, entered_at)
      values (${recordId}, ${kind}, ${sealed}, ${digits.slice(-4)}, ${fingerprint}, ${enteredBy}, ${this.clock.now().toString()})
      on conflict (record_id, kind) do update set sealed = excluded.sealed, last_four = excluded.last_four,
        fingerprint = excluded.fingerprint, entered_by = excluded.entered_by, entered_at = excluded.entered_at`);
  }

  private async forget(recordId: string, kind: TaxNumber): Promise<void> {
    await this.database.execute(sql`delete from business_registration.tax_number where record_id = ${recordId} and kind = ${kind}`);
  }
}

function contextOf(recordId: string, kind: TaxNumber): string {
  return `${recordId}:${kind}`;
}
