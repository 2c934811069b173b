import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../platform/time/clock.js';
import { BusinessCalendar, CityProfile } from '../city/index.js';
import { RecordsService } from '../records/index.js';
import { ContractorClasses } from './contractor-classes.js';
import { Contractor } from './contractor.entity.js';
import { CONTRACTOR } from './contractor.record-type.js';
import { CONTRACTOR_STATUS_LABELS, OVER, type MemberRole } from './contractor.status.js';
import type { ContractorDetailsRequest } from './contractor-requests.dto.js';
import { ContractorRegisteredAlready } from './contractors.errors.js';

/** Opens the license record of a contractor, whoever brings the papers. */
@Injectable()
export class ContractorOpening {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly records: RecordsService,
    private readonly classes: ContractorClasses,
    private readonly profile: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  /** A registration that is pending; everybody finds it once it is in force. */
  async open(details: ContractorDetailsRequest): Promise<Contractor> {
    const { id, number } = await this.records.open({
      kind: CONTRACTOR.kind,
      prefix: this.profile.recordPrefixes.contractor,
      typeCode: CONTRACTOR.typeCode,
      typeName: 'Contractor registration',
      status: 'pending',
      statusLabel: CONTRACTOR_STATUS_LABELS.pending,
      // A business address is often a home: it stays with staff and the contractor.
      address: null,
      contractorName: details.businessName.trim(),
      isPublic: false,
      // Said by the case file as soon as there is a filing or a registration.
      outstanding: { items: [], otherwise: CONTRACTOR_STATUS_LABELS.pending },
      searchText: this.searchText(details.classes),
    });
    const contractor = Object.assign(new Contractor(), {
      recordId: id,
      number,
      ...describing(details),
      status: 'pending' as const,
      standingCheckedOn: this.calendar.today(),
    });
    this.em.persist(contractor);
    await this.database.flush();
    return contractor;
  }

  /** What an application says of the business. */
  describe(contractor: Contractor, details: ContractorDetailsRequest): void {
    Object.assign(contractor, describing(details));
  }

  /** The words by which everybody finds it. */
  searchText(classes: readonly string[]): string {
    return this.classes
      .of(classes)
      .map(({ name }) => name)
      .join(' ');
  }

  async act(recordId: string, accountId: string, role: MemberRole): Promise<void> {
    await this.database.query
      .insertInto('contractors.contractor_account')
      .values({ recordId, accountId, role, since: this.clock.now().toString() })
      .onConflict((member) => member.doNothing())
      .execute();
    await this.records.addParty(recordId, accountId, 'owner', 'contractor');
  }

  /** Two clerks with the same papers take turns. */
  async refuseSecondRegistration(accountId: string, businessName: string): Promise<void> {
    await this.database.execute(sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 0))`);
    const present = await this.database.row(sql<{ number: string; businessName: string }>`
      select c.number, c.business_name from contractors.contractor c join contractors.contractor_account a using (record_id)
      where a.account_id = ${accountId} and lower(c.business_name) = lower(${businessName.trim()}) and c.status <> all(${OVER}::text[])`);
    if (present) throw new ContractorRegisteredAlready(present.businessName, present.number);
  }
}

function describing({ businessName, contactName, phone, address, classes }: ContractorDetailsRequest) {
  return { businessName: businessName.trim(), contactName: contactName.trim(), phone, address: { ...address }, classes: [...classes] };
}
