import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar, CityProfile } from '../../city/index.js';
import { RecordsService, type AddressValue } from '../../records/index.js';
import { CaseShell } from '../case-shell.js';
import { CodeCase } from '../case.entity.js';
import { CASE_STATUS_LABELS } from '../case.status.js';
import { CodeCatalogue, type ConcernCategory } from '../code-catalogue.js';
import { placeInWords, placeKeyOf, type PointedAt } from '../place.rules.js';

/** Where something is, and what kind of thing it is. */
export interface Site {
  category: ConcernCategory;
  place: AddressValue | PointedAt;
}

/** Finds the open case of a place or opens it. Those who report one thing at one moment come to one case. */
@Injectable()
export class CaseOpening {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly records: RecordsService,
    private readonly shell: CaseShell,
    private readonly catalogue: CodeCatalogue,
    private readonly profile: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  siteOf(request: { category: string; address?: AddressValue; place?: PointedAt }): Site {
    const category = this.catalogue.category(request.category);
    const place = request.address ?? request.place;
    if (!category)
      throw new InvalidInput([{ pointer: '/category', detail: 'must be the code of a category, as listConcernCategories names them' }]);
    if (!place) throw new InvalidInput([{ pointer: '/address', detail: 'is required, or a place on the map when there is no address' }]);
    if (request.address && request.place)
      throw new InvalidInput([{ pointer: '/place', detail: 'must be left out when there is an address' }]);
    return { category, place };
  }

  /** The open case that the site's concerns go to, to be changed. Nobody else opens one until the transaction ends. */
  async openAt({ category, place }: Site): Promise<CodeCase | null> {
    const key = placeKeyOf(place);
    await this.database.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`code case ${category.code} ${key}`}, 0))`);
    const row = await this.database.row(sql<{ record_id: string }>`
      select record_id from code_enforcement.code_case
      where place_key = ${key} and category = ${category.code} and status <> 'closed' and not apart`);
    return row ? this.shell.takeById(row.record_id) : null;
  }

  /** `apart`: beside the open case of the same place. */
  async open({ category, place }: Site, { apart = false } = {}): Promise<CodeCase> {
    const point = 'latitude' in place && place.latitude !== undefined && place.longitude !== undefined ? place : null;
    const inWords = placeInWords(place);
    const workDueOn = this.calendar.addBusinessDays(this.calendar.today(), category.visitWithinBusinessDays);
    const record = await this.records.open({
      kind: 'case',
      prefix: this.profile.recordPrefixes.case,
      typeCode: category.code,
      typeName: category.name,
      category: 'code-enforcement',
      status: 'reported',
      statusLabel: CASE_STATUS_LABELS.reported,
      address: 'line1' in place ? place : null,
      // Until an officer has seen it, it is nothing but what somebody said.
      isPublic: false,
      nextStep: { actor: 'city', label: 'The city looks into what was reported', role: 'code-officer', dueOn: workDueOn },
    });
    const codeCase = CodeCase.report(
      {
        recordId: record.id,
        number: record.number,
        category: category.code,
        placeKey: placeKeyOf(place),
        place: inWords,
        latitude: point?.latitude ?? null,
        longitude: point?.longitude ?? null,
        apart,
        searchText: `${record.number} ${category.name} ${inWords}`.toLowerCase(),
      },
      this.clock.now(),
    );
    codeCase.workDueOn = workDueOn;
    this.em.persist(codeCase);
    await this.database.flush();
    return codeCase;
  }
}
