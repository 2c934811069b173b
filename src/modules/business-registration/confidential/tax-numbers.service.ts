import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import { DataKeys } from '../../../platform/auth/data-keys.js';
import { StoredSecrets } from '../../../platform/auth/stored-secrets.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { TAX_NUMBERS, type TaxNumber } from '../business-details.js';
import { BusinessCatalogue } from '../catalogue/business-catalogue.js';
import { FEIN_GROUPS, grouped } from './tax-numbers.rules.js';

/** What may be told of a number without opening it. */
export interface KnownNumber {
  kind: TaxNumber;
  lastFour: string;
  enteredBy: string;
}

const PURPOSE = 'business-confidential';

interface StoredNumber {
  recordId: string;
  kind: TaxNumber;
  sealed: Buffer;
}

/**
 * Federal and state tax numbers: encrypted with a key of their own, each bound to its record, so that neither the database nor a copy of a row
 * tells them. A keyed fingerprint finds a number that another registration has as well.
 */
@Injectable()
export class TaxNumbers implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly keys: DataKeys,
    private readonly stored: StoredSecrets,
    private readonly catalogue: BusinessCatalogue,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.stored.register({
      name: 'tax numbers',
      isReadable: async () => {
        const [number] = await this.batch(null, 1);
        return number ? this.digitsOf(number) !== undefined : null;
      },
      renew: () => this.renew(),
    });
  }

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
    return this.numbers([recordId]).select(['kind', 'lastFour', 'enteredBy']).orderBy('kind').execute();
  }

  async onFile(recordId: string): Promise<Set<TaxNumber>> {
    return (await this.onFileOf([recordId])).get(recordId)!;
  }

  /** Which of them are there, by record. */
  async onFileOf(recordIds: readonly string[]): Promise<Map<string, Set<TaxNumber>>> {
    const rows = await this.numbers(recordIds).select(['recordId', 'kind']).execute();
    const kindsOf = (id: string) => rows.filter(({ recordId }) => recordId === id).map(({ kind }) => kind);
    return new Map(recordIds.map((id) => [id, new Set(kindsOf(id))]));
  }

  /** In full, as they are printed; only those that `enteredBy` entered, when it is given. */
  async open(recordId: string, enteredBy?: string): Promise<Partial<Record<TaxNumber, string>>> {
    const numbers = this.numbers([recordId]).select(['kind', 'sealed']);
    const rows = await numbers.$if(enteredBy !== undefined, (own) => own.where('enteredBy', '=', enteredBy!)).execute();
    return Object.fromEntries(
      rows.flatMap(({ kind, sealed }) => {
        const digits = this.digitsOf({ recordId, kind, sealed });
        return digits === undefined ? [] : [[kind, grouped(digits, this.groupsOf(kind))]];
      }),
    );
  }

  private groupsOf(kind: TaxNumber): readonly number[] {
    return kind === 'fein' ? FEIN_GROUPS : (this.catalogue.file.stateTaxNumber?.groups ?? []);
  }

  /** Other registrations, not closed, that give the same FEIN. */
  async othersWithSameFein(recordId: string): Promise<string[]> {
    const rows = await this.database.query
      .selectFrom('business_registration.tax_number as mine')
      .innerJoin('business_registration.tax_number as other', 'other.fingerprint', 'mine.fingerprint')
      .innerJoin('business_registration.registration as r', 'r.recordId', 'other.recordId')
      .select('r.number')
      .where('mine.recordId', '=', recordId)
      .where('mine.kind', '=', 'fein')
      .where('other.kind', '=', 'fein')
      .whereRef('other.recordId', '<>', 'mine.recordId')
      .where('r.closedAt', 'is', null)
      .orderBy('r.number')
      .execute();
    return rows.map(({ number }) => number);
  }

  /** They do not pass on to whoever takes the business over. */
  async forgetAll(recordId: string): Promise<void> {
    await this.database.query.deleteFrom('business_registration.tax_number').where('recordId', '=', recordId).execute();
  }

  private async put(recordId: string, kind: TaxNumber, digits: string, enteredBy: string): Promise<void> {
    const { sealed, fingerprint } = this.closed(recordId, kind, digits);
    const entered = { sealed, lastFour: digits.slice(-4), fingerprint, enteredBy, enteredAt: this.clock.now().toString() };
    await this.database.query
      .insertInto('business_registration.tax_number')
      .values({ recordId, kind, ...entered })
      .onConflict((present) => present.columns(['recordId', 'kind']).doUpdateSet(entered))
      .execute();
  }

  private closed(recordId: string, kind: TaxNumber, digits: string): { sealed: Buffer; fingerprint: Buffer } {
    return {
      sealed: this.keys.encrypt(PURPOSE, contextOf(recordId, kind), digits),
      fingerprint: this.keys.fingerprint(`${PURPOSE}-fingerprint`, `${kind}:${digits}`),
    };
  }

  private digitsOf({ recordId, kind, sealed }: StoredNumber): string | undefined {
    return this.keys.decrypt(PURPOSE, contextOf(recordId, kind), sealed);
  }

  private async renew(): Promise<number> {
    let renewed = 0;
    for (let batch = await this.batch(null); batch.length > 0; batch = await this.batch(batch.at(-1)!)) {
      for (const number of batch) {
        const digits = this.keys.isCurrent(number.sealed) ? undefined : this.digitsOf(number);
        if (digits === undefined) continue;
        const { sealed, fingerprint } = this.closed(number.recordId, number.kind, digits);
        renewed += await this.database.execute(sql`
          update business_registration.tax_number set sealed = ${sealed}, fingerprint = ${fingerprint}
          where record_id = ${number.recordId} and kind = ${number.kind} and sealed = ${number.sealed}`);
      }
    }
    return renewed;
  }

  private batch(after: StoredNumber | null, limit = 500): Promise<StoredNumber[]> {
    return this.database.rows(sql<StoredNumber>`
      select record_id, kind, sealed from business_registration.tax_number
      where ${after?.recordId ?? null}::uuid is null or (record_id, kind) > (${after?.recordId ?? null}::uuid, ${after?.kind ?? null}::text)
      order by record_id, kind limit ${limit}`);
  }

  private async forget(recordId: string, kind: TaxNumber): Promise<void> {
    const numbers = this.database.query.deleteFrom('business_registration.tax_number').where('recordId', '=', recordId);
    await numbers.where('kind', '=', kind).execute();
  }

  private numbers(recordIds: readonly string[]) {
    return this.database.query.selectFrom('business_registration.tax_number').where('recordId', 'in', recordIds);
  }
}

function contextOf(recordId: string, kind: TaxNumber): string {
  return `${recordId}:${kind}`;
}
