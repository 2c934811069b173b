import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput, type FieldError } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountsService } from '../accounts/index.js';
import { BusinessCalendar, CityProfile } from '../city/index.js';
import { RecordsService } from '../records/index.js';
import { ContractorClasses } from './contractor-classes.js';
import { ContractorCredentials, type NewCredential } from './contractor-credentials.js';
import { futureDate, licenseNumberProblem, missingCredentials, unknownClasses } from './contractor-papers.rules.js';
import { ContractorShell } from './contractor-shell.js';
import { Contractor } from './contractor.entity.js';
import { CONTRACTOR_STATUS_LABELS, type CredentialKind } from './contractor.status.js';
import type { ContractorFileDto, RegisterContractorRequest } from './contractors.dto.js';
import { ContractorRegisteredAlready } from './contractors.errors.js';
import { ContractorRegistered } from './contractors.events.js';
import { ContractorQueries } from './contractors.queries.js';

interface Papers {
  expiresOn: Temporal.PlainDate;
  credentials: NewCredential[];
}

const FIELD_OF: Record<CredentialKind, string> = {
  'state-license': '/stateLicense',
  insurance: '/insuranceExpiresOn',
  bond: '/bondExpiresOn',
  'workers-compensation': '/workersCompensationExpiresOn',
};

/** Staff register a contractor whose papers came by e-mail or over the counter (C-01). */
@Injectable()
export class ContractorRegistrationService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly accounts: AccountsService,
    private readonly records: RecordsService,
    private readonly classes: ContractorClasses,
    private readonly credentials: ContractorCredentials,
    private readonly queries: ContractorQueries,
    private readonly shell: ContractorShell,
    private readonly profile: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly events: Events,
  ) {}

  async register(request: RegisterContractorRequest): Promise<ContractorFileDto> {
    const papers = this.read(request);
    return this.database.transaction(async () => {
      const account = await this.accounts.createContractorAccount({
        email: request.email,
        contactName: request.contactName,
        businessName: request.businessName,
        phone: request.phone,
        contractorKind: 'contractor',
      });
      await this.refuseSecondRegistration(account.accountId, request.businessName);
      const contractor = await this.open(request, papers.expiresOn);
      await this.act(contractor.recordId, account.accountId);
      await this.keep(contractor, papers.credentials);
      await this.shell.follow(contractor, 'registered');
      await this.records.update(contractor.recordId, { issuedOn: this.calendar.today() });
      await this.records.tell(contractor.recordId, {
        type: 'contractors.registered',
        summary: `${contractor.businessName} was registered.`,
        visibility: 'public',
      });
      const file = await this.queries.file(contractor.recordId);
      await this.audit.record({
        action: 'contractors.register',
        subject: contractor.number,
        recordId: contractor.recordId,
        after: { businessName: file.businessName, classes: contractor.classes, expiresOn: file.expiresOn },
      });
      this.events.publish(
        new ContractorRegistered({
          recordId: contractor.recordId,
          number: contractor.number,
          accountId: account.accountId,
          firstPassword: account.created,
        }),
      );
      return file;
    });
  }

  private read(request: RegisterContractorRequest): Papers {
    const today = this.calendar.today();
    const problems: FieldError[] = unknownClasses(request.classes, (code) => this.classes.find(code));
    const classes = this.classes.of(request.classes);
    const credentials: NewCredential[] = [];
    const show = (kind: CredentialKind, expiresOn: string, pointer: string, more: Partial<NewCredential> = {}) =>
      credentials.push({
        kind,
        classCode: null,
        number: null,
        amountCents: null,
        ...more,
        effectiveOn: today,
        expiresOn: futureDate(expiresOn, pointer, today, problems),
      });

    const expiresOn = futureDate(request.expiresOn, '/expiresOn', today, problems);
    show('insurance', request.insuranceExpiresOn, '/insuranceExpiresOn', { number: request.insuranceNumber ?? null });
    if (request.bondExpiresOn) show('bond', request.bondExpiresOn, '/bondExpiresOn');
    if (request.workersCompensationExpiresOn) {
      show('workers-compensation', request.workersCompensationExpiresOn, '/workersCompensationExpiresOn');
    }
    const licensed = classes.filter(({ requires }) => requires.includes('state-license'));
    if (request.stateLicense) {
      const { number, expiresOn: until, class: named } = request.stateLicense;
      if (named && !request.classes.includes(named))
        problems.push({ pointer: '/stateLicense/class', detail: `is not among the classes: ${named}` });
      if (!named && licensed.length > 1)
        problems.push({ pointer: '/stateLicense/class', detail: 'must say which class the license is for' });
      const holder = this.classes.find(named ?? licensed[0]?.code ?? request.classes[0]);
      if (holder) {
        problems.push(...licenseNumberProblem(number, holder, '/stateLicense/number'));
        show('state-license', until, '/stateLicense/expiresOn', { classCode: holder.code, number });
      }
    }
    problems.push(
      ...missingCredentials(
        classes,
        (kind, classCode) => credentials.some((each) => each.kind === kind && each.classCode === classCode),
        // The request has room for one license; further classes are added once theirs is on file.
        (kind, classCode) =>
          kind === 'state-license' && request.stateLicense ? `/classes/${request.classes.indexOf(classCode!)}` : FIELD_OF[kind],
      ),
    );
    if (problems.length > 0) throw new InvalidInput(problems);
    return { expiresOn, credentials };
  }

  private async open(request: RegisterContractorRequest, expiresOn: Temporal.PlainDate): Promise<Contractor> {
    const { businessName, contactName, phone, address, classes } = request;
    const { id, number } = await this.records.open({
      kind: 'license',
      prefix: this.profile.recordPrefixes.contractor,
      typeCode: 'contractor-registration',
      typeName: 'Contractor registration',
      status: 'pending',
      statusLabel: CONTRACTOR_STATUS_LABELS.pending,
      // A business address is often a home: it stays with staff and the contractor.
      address: null,
      contractorName: businessName,
      isPublic: true,
      nextStep: { actor: 'city', label: 'The city checks the registration' },
      searchText: this.classes
        .of(classes)
        .map(({ name }) => name)
        .join(' '),
    });
    const contractor = this.em.create(Contractor, {
      recordId: id,
      number,
      businessName: businessName.trim(),
      contactName: contactName.trim(),
      phone,
      address: { ...address },
      classes: [...classes],
      status: 'pending',
      statusReason: null,
      registeredAt: this.clock.now(),
      expiresOn,
      standingCheckedOn: this.calendar.today(),
    });
    contractor.activate();
    this.em.persist(contractor);
    await this.database.flush();
    return contractor;
  }

  private async act(recordId: string, accountId: string): Promise<void> {
    await this.database.execute(sql`
      insert into contractors.contractor_account (record_id, account_id) values (${recordId}, ${accountId}) on conflict do nothing`);
    await this.records.addParty(recordId, accountId, 'owner', 'contractor');
  }

  private async keep(contractor: Contractor, credentials: NewCredential[]): Promise<void> {
    for (const credential of credentials) {
      if (await this.credentials.record(contractor.recordId, credential, this.calendar.today())) continue;
      const holder = await this.credentials.holderOf(credential.classCode!, credential.number!);
      throw new InvalidInput([
        { pointer: '/stateLicense/number', detail: `is on file for another contractor${holder ? `, ${holder}` : ''}` },
      ]);
    }
  }

  /** Two clerks with the same papers take turns. */
  private async refuseSecondRegistration(accountId: string, businessName: string): Promise<void> {
    await this.database.execute(sql`select pg_advisory_xact_lock(hashtextextended(${accountId}, 0))`);
    const present = await this.database.row(sql<{ number: string; business_name: string }>`
      select c.number, c.business_name from contractors.contractor c join contractors.contractor_account a using (record_id)
      where a.account_id = ${accountId} and lower(c.business_name) = lower(${businessName.trim()}) and c.status <> 'revoked'`);
    if (present) throw new ContractorRegisteredAlready(present.business_name, present.number);
  }
}
