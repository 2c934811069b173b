import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { InvalidInput, type FieldError } from '../../platform/errors/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountsService } from '../accounts/index.js';
import { BusinessCalendar } from '../city/index.js';
import { Lifecycle, RecordsService } from '../records/index.js';
import { ContractorClasses } from './contractor-classes.js';
import { ContractorCredentials, type NewCredential } from './contractor-credentials.js';
import { ContractorOpening } from './contractor-opening.js';
import { futureDate } from './credential-input.rules.js';
import { ContractorFile } from './contractor-file.js';
import type { Contractor } from './contractor.entity.js';
import type { ContractorFileDto } from './contractors.dto.js';
import type { RegisterContractorRequest } from './contractor-requests.dto.js';
import { ContractorQueries } from './contractors.queries.js';
import { shownCredentials } from './shown-credentials.rules.js';

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
    private readonly lifecycle: Lifecycle,
    private readonly queries: ContractorQueries,
    private readonly file: ContractorFile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
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
      await this.opening.act(contractor.recordId, account.accountId, 'manager');
      await this.keep(contractor, papers.credentials);
      const who = { byStaff: true, accountId: account.accountId, firstPassword: account.created };
      await this.lifecycle.make(contractor.register(papers.expiresOn, who, this.clock.now()));
      await this.file.follow(contractor, 'registered');
      await this.records.update(contractor.recordId, { issuedOn: this.calendar.today() });
      return this.queries.file(contractor.recordId);
    });
  }

  private read(request: RegisterContractorRequest): Papers {
    const today = this.calendar.today();
    const problems: FieldError[] = [];
    const credentials = shownCredentials(request, (code) => this.classes.find(code), today, problems);
    const expiresOn = futureDate(request.expiresOn, '/expiresOn', today, problems);
    if (problems.length > 0) throw new InvalidInput(problems);
    return { expiresOn, credentials };
  }

  private async keep(contractor: Contractor, credentials: NewCredential[]): Promise<void> {
    for (const credential of credentials) {
      const refusal = (detail: string) => ({ pointer: '/stateLicense/number', detail });
      await this.credentials.keep(contractor.recordId, credential, this.calendar.today(), refusal);
    }
  }
}
