import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { Clock } from '../../../platform/time/clock.js';
import { Addresses, BusinessCalendar, CityProfile, type AddressMatch } from '../../city/index.js';
import { RecordsService, type AddressValue } from '../../records/index.js';
import { CaseFile } from '../case-file.js';
import { toLookInto } from '../case-outstanding.rules.js';
import { CodeCase } from '../case.entity.js';
import type { CasePlace } from '../case.types.js';
import { CASE_STATUS_LABELS } from '../case.status.js';
import { CodeCatalogue, type ConcernCategory } from '../code-catalogue.js';
import { OpenCaseAtPlace } from '../code-enforcement.errors.js';
import { placeInWords, placeKeysOf, type PointedAt } from '../place.rules.js';
import { CASE } from '../case.record-type.js';

interface Place {
  place: AddressValue | PointedAt;
  /** What the place is known by, the surest first. */
  keys: [string, ...string[]];
}

/** Where something is, and what kind of thing it is. */
export interface Site extends Place {
  category: Pick<ConcernCategory, 'code' | 'name'>;
}

/** Where the city begins to look into something. */
export interface NewSite extends Place {
  category: ConcernCategory;
}

export interface DescribedPlace {
  address?: AddressValue;
  place?: PointedAt;
}

/** Finds the open case of a place or opens it. Those who report one thing at one moment come to one case. */
@Injectable()
export class CaseOpening {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly addresses: Addresses,
    private readonly records: RecordsService,
    private readonly file: CaseFile,
    private readonly catalogue: CodeCatalogue,
    private readonly profile: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  /** Where somebody says that it is. Nobody is turned away over an address: one that the city's list lacks stays as it was written. */
  async reportedSite(described: DescribedPlace & { category: string }): Promise<NewSite> {
    const category = this.categoryOf(described.category);
    return { category, ...(await this.recognized(placeIn(described))) };
  }

  /** Where an officer says that it is: an address is one of the city's list. */
  async seenSite(described: DescribedPlace & { category: string }): Promise<NewSite> {
    const category = this.categoryOf(described.category);
    return { category, ...(await this.matched(placeIn(described))) };
  }

  /** Where a case is. */
  async siteOf(codeCase: CodeCase): Promise<Site> {
    const { address } = (await this.records.byId(codeCase.recordId))!;
    const place = address ?? { description: codeCase.place, latitude: codeCase.latitude!, longitude: codeCase.longitude! };
    return { category: this.kept(codeCase.category), ...(await this.recognized(place)) };
  }

  /** Where an officer says that a case is. */
  async correctedSite(category: string, described: DescribedPlace): Promise<Site> {
    return { category: this.kept(category), ...(await this.matched(placeIn(described))) };
  }

  categoryOf(code: string): ConcernCategory {
    const category = this.catalogue.category(code);
    if (!category) throw new InvalidInput([{ pointer: '/category', detail: 'must be one of the categories of the list' }]);
    return category;
  }

  /** The open case that the site's concerns go to, to be changed. Nobody else opens one until the transaction ends. */
  async openAt(site: Site): Promise<CodeCase | null> {
    const row = await this.present(site);
    const codeCase = row ? await this.file.lockForUpdate(row.recordId) : null;
    // It may have been closed while this waited for its turn.
    return codeCase?.status === 'closed' ? null : codeCase;
  }

  /** Nobody else opens a case there until the transaction ends. */
  async lockForUpdate({ category, keys }: Site): Promise<void> {
    await this.database.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`code case ${category.code} ${keys[0]}`}, 0))`);
  }

  /** Refuses a site that another open case has. */
  async requireFree(site: Site, codeCase: CodeCase): Promise<void> {
    const other = await this.present(site, codeCase.recordId);
    if (other) throw new OpenCaseAtPlace(other.number);
  }

  placeOf({ category, place, keys }: Site, number: string, apart: boolean): CasePlace {
    const point = 'latitude' in place && place.latitude !== undefined && place.longitude !== undefined ? place : null;
    const inWords = placeInWords(place);
    return {
      placeKey: keys[0],
      place: inWords,
      latitude: point?.latitude ?? null,
      longitude: point?.longitude ?? null,
      apart,
      searchText: `${number} ${category.name} ${inWords}`.toLowerCase(),
    };
  }

  /** `apart`: beside the open case of the same place. */
  async open(site: NewSite, { apart = false } = {}): Promise<CodeCase> {
    const { category } = site;
    const workDueOn = this.calendar.addBusinessDays(this.calendar.today(), category.visitWithinBusinessDays);
    const record = await this.records.open({
      kind: CASE.kind,
      prefix: this.profile.recordPrefixes.case,
      typeCode: category.code,
      typeName: category.name,
      category: 'code-enforcement',
      status: 'reported',
      statusLabel: CASE_STATUS_LABELS.reported,
      address: addressOf(site),
      // Until an officer has seen it, it is nothing but what somebody said.
      isPublic: false,
      outstanding: { items: [toLookInto(workDueOn)], otherwise: CASE_STATUS_LABELS.reported },
    });
    const codeCase = CodeCase.report(
      {
        recordId: record.id,
        number: record.number,
        category: category.code,
        ...this.placeOf(site, record.number, apart),
      },
      this.clock.now(),
    );
    codeCase.workDueOn = workDueOn;
    this.em.persist(codeCase);
    await this.database.flush();
    return codeCase;
  }

  /** A category of a case may have left the city's file since. */
  private kept(code: string): Site['category'] {
    return { code, name: this.catalogue.categoryName(code) };
  }

  private async recognized(place: Place['place']): Promise<Place> {
    return known(place, 'line1' in place ? await this.addresses.find(place) : null);
  }

  private async matched(place: Place['place']): Promise<Place> {
    return known(place, 'line1' in place ? await this.addresses.match(place) : null);
  }

  private async present(site: Site, exceptId?: string): Promise<{ recordId: string; number: string } | undefined> {
    await this.lockForUpdate(site);
    const { category, keys } = site;
    return this.database.row(sql<{ recordId: string; number: string }>`
      select record_id, number from code_enforcement.code_case
      where place_key = any(${keys}::text[]) and category = ${category.code} and status <> 'closed' and not apart
        and record_id is distinct from ${exceptId ?? null}::uuid
      order by place_key = ${keys[0]} desc, record_id limit 1`);
  }
}

/** Null when the place has none. */
export function addressOf({ place }: Site): AddressValue | null {
  return 'line1' in place ? place : null;
}

function placeIn({ address, place }: DescribedPlace): Place['place'] {
  const one = address ?? place;
  if (!one) throw new InvalidInput([{ pointer: '/address', detail: 'is required, or a place on the map when there is no address' }]);
  if (address && place) throw new InvalidInput([{ pointer: '/place', detail: 'must be left out when there is an address' }]);
  return one;
}

function known(place: Place['place'], found: AddressMatch | null): Place {
  return { place: found?.address ?? place, keys: placeKeysOf(place, found) };
}
