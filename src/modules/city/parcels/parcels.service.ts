import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { requireVersion, type ExpectedVersion } from '../../../platform/http/etag.js';
import { Clock } from '../../../platform/time/clock.js';
import { CityProfile } from '../city-profile.js';
import { addressWords, parcelKey } from './address-words.rules.js';
import { planBatch, type StoredAddress } from './import-batch.rules.js';
import type { ParcelFacts } from './parcel.js';
import type { LineFacts, ParcelLine } from './parcel-line.rules.js';
import { ParcelRows } from './parcel-rows.js';
import type { AddParcelAddressRequest, ParcelDto, UpdateParcelRequest } from './parcels.dto.js';
import { AddressOfAnotherParcel, ParcelAddressNotFound, ParcelNotFound, ParcelRetired } from './parcels.errors.js';
import { ParcelQueries } from './parcels.queries.js';

const FACTS = ['district', 'zone', 'historic', 'insideCity'] as const;

interface LockedParcel extends ParcelFacts {
  isRetired: boolean;
  version: number;
}

/** What staff change in the list by hand: a new address that no list has yet, a fact that is wrong, a parcel that is gone. */
@Injectable()
export class ParcelsService {
  constructor(
    private readonly database: Database,
    private readonly rows: ParcelRows,
    private readonly queries: ParcelQueries,
    private readonly city: CityProfile,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  /** Adds an address, or puts the spelling and the place of one right. */
  async addAddress(request: AddParcelAddressRequest): Promise<ParcelDto> {
    const line = this.lineOf(request);
    return this.database.transaction(async () => {
      await this.lockForUpdate(line.number);
      const onFile = await this.rows.onFile([line]);
      const [known] = onFile.addresses;
      if (known && !known.isRetired && parcelKey(known.parcelNumber) !== parcelKey(line.number))
        throw new AddressOfAnotherParcel(known, known.parcelNumber);
      const plan = planBatch(null, [line], onFile);
      await this.rows.save(plan);
      const [address] = plan.addresses;
      await this.audit.record({
        action: 'city.add-parcel-address',
        subject: plan.parcels[0]!.number,
        before: known && !known.isRetired ? spelling(known) : null,
        after: { ...spelling(address!), ...line.facts },
      });
      return this.queries.get(line.number);
    });
  }

  async update(number: string, request: UpdateParcelRequest, expectedVersion: ExpectedVersion): Promise<ParcelDto> {
    const changes = this.factsOf(request);
    return this.database.transaction(async () => {
      const before = await this.locked(number);
      requireVersion(before.version, expectedVersion);
      if (before.isRetired) throw new ParcelRetired(before.number);
      const after = { ...before, ...changes };
      await this.database.execute(sql`
        update city.parcel set district = ${after.district}, zone = ${after.zone}, historic = ${after.historic}::boolean,
          inside_city = ${after.insideCity}::boolean, changed_at = ${this.clock.now().toString()}, version = version + 1
        where number = ${before.number}`);
      await this.audit.record({ action: 'city.update-parcel', subject: before.number, before: factsIn(before), after: factsIn(after) });
      return this.queries.get(before.number);
    });
  }

  /** With its addresses. Records at them stay as they are. */
  async retire(number: string, reason: string): Promise<ParcelDto> {
    return this.database.transaction(async () => {
      const parcel = await this.locked(number);
      if (parcel.isRetired) throw new ParcelRetired(parcel.number);
      const now = this.clock.now().toString();
      await this.database.execute(sql`
        update city.address set retired_at = ${now} where parcel_number = ${parcel.number} and retired_at is null`);
      await this.database.execute(sql`
        update city.parcel set retired_at = ${now}, changed_at = ${now}, version = version + 1 where number = ${parcel.number}`);
      await this.audit.record({ action: 'city.retire-parcel', subject: parcel.number, before: factsIn(parcel), after: { reason } });
      return this.queries.get(parcel.number);
    });
  }

  async retireAddress(number: string, addressId: string): Promise<ParcelDto> {
    return this.database.transaction(async () => {
      const parcel = await this.locked(number);
      const row = await this.database.row(sql<{ line1: string; line2: string | null; zip: string }>`
        update city.address set retired_at = ${this.clock.now().toString()}
        where id = ${addressId} and parcel_number = ${parcel.number} and retired_at is null returning line1, line2, zip`);
      if (!row) throw new ParcelAddressNotFound(parcel.number);
      await this.audit.record({ action: 'city.retire-parcel-address', subject: parcel.number, before: row });
      return this.queries.get(parcel.number);
    });
  }

  private lineOf(request: AddParcelAddressRequest): ParcelLine {
    const { parcelNumber, line1, line2 = null, zip, latitude, longitude } = request;
    const words = addressWords(line1, line2);
    if (words.core === '') throw new InvalidInput([{ pointer: '/line1', detail: 'must have a street, not a number alone' }]);
    if ((latitude === undefined) !== (longitude === undefined))
      throw new InvalidInput([{ pointer: latitude === undefined ? '/latitude' : '/longitude', detail: 'goes with the other one' }]);
    const { city, state } = { ...this.city.counter.address, ...given(request, ['city', 'state']) };
    return {
      line: 0,
      number: parcelNumber,
      facts: this.factsOf(request),
      line1,
      line2,
      city,
      state,
      zip,
      words,
      ...(latitude === undefined || longitude === undefined ? {} : { position: { latitude, longitude } }),
    };
  }

  private factsOf(request: UpdateParcelRequest): LineFacts {
    const facts = given(request, FACTS);
    const districts = this.city.inspection.districts?.map(({ code }) => code) ?? [];
    if (facts.district && !districts.includes(facts.district)) {
      const detail = `must be a district of the city's profile: ${districts.join(', ') || 'it has none'}`;
      throw new InvalidInput([{ pointer: '/district', detail }]);
    }
    return facts;
  }

  private async locked(number: string): Promise<LockedParcel> {
    const row = await this.database.row(sql<LockedParcel>`
      select number, district, zone, historic, inside_city, retired_at is not null as is_retired, version
      from city.parcel where key = ${parcelKey(number)} for update`);
    if (!row) throw new ParcelNotFound(number);
    return row;
  }

  /** The parcel may not be there yet, and then there is no row to wait for. */
  private async lockForUpdate(number: string): Promise<void> {
    await this.database.rows(sql`select pg_advisory_xact_lock(hashtext(${`city.parcel ${parcelKey(number)}`}))`);
  }
}

/** What a request says, null included. */
function given<Request extends object, Field extends keyof Request>(request: Request, fields: readonly Field[]): Pick<Request, Field> {
  return Object.fromEntries(fields.filter((field) => request[field] !== undefined).map((field) => [field, request[field]])) as Pick<
    Request,
    Field
  >;
}

function factsIn({ district, zone, historic, insideCity }: ParcelFacts) {
  return { district, zone, historic, insideCity };
}

function spelling({ line1, line2, city, state, zip, latitude, longitude }: StoredAddress) {
  return { line1, line2, city, state, zip, latitude, longitude };
}
