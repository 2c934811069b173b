import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput, type FieldError } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountsService } from '../accounts/index.js';
import { BusinessCalendar } from '../city/index.js';
import { RecordsService } from '../records/index.js';
import { ContractorClasses } from './contractor-classes.js';
import { ContractorCredentials, type NewCredential } from './contractor-credentials.js';
import { ContractorOpening } from './contractor-opening.js';
import { futureDate } from './contractor-papers.rules.js';
import { ContractorShell } from './contractor-shell.js';
import type { Contractor } from './contractor.entity.js';
import type { ContractorFileDto, RegisterContractorRequest } from './contractors.dto.js';
import { ContractorRegistered } from './contractors.events.js';
import { ContractorQueries } from './contractors.queries.js';
import { shownPapers } from './shown-papers.rules.js';

interface Papers {
  expiresOn: Temporal.PlainDate;
  credentials: NewCredential[];
}

/** Staff register a contractor whose papers came by e-mail or over the counter (C-01). */
@Injectable()
export class ContractorRegistrationService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly records: RecordsService,
    private readonly classes: ContractorClasses,
    private readonly credentials: ContractorCredentials,
    private readonly opening: ContractorOpening,
    private readonly queries: ContractorQueries,
    private readonly shell: ContractorShell,
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
      await this.opening.refuseSecondRegistration(account.accountId, request.businessName);
      const contractor = await this.opening.open(request);
      contractor.activate(papers.expiresOn, this.clock.now());
      await this.opening.act(contractor.recordId, account.accountId, 'manager');
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
    const problems: FieldError[] = [];
    const credentials = shownPapers(request, (code) => this.classes.find(code), today, problems);
    const expiresOn = futureDate(request.expiresOn, '/expiresOn', today, problems);
    if (problems.length > 0) throw new InvalidInput(problems);
    return { expiresOn, credentials };
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
}
