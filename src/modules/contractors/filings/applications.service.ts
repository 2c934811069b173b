import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { isStaff, type Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput, type FieldError } from '../../../platform/errors/domain-error.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountsService } from '../../accounts/index.js';
import { BusinessCalendar } from '../../city/index.js';
import { Lifecycle, RecordsService } from '../../records/index.js';
import { ContractorAccess } from '../contractor-access.js';
import { ContractorClasses } from '../contractor-classes.js';
import { ContractorCredentials } from '../contractor-credentials.js';
import { ContractorOpening } from '../contractor-opening.js';
import { ContractorFile } from '../contractor-file.js';
import { CONTRACTOR_STATUS_LABELS } from '../contractor.status.js';
import type { ContractorDetailsRequest } from '../contractor-requests.dto.js';
import { ContractorNotFound } from '../contractors.errors.js';
import { shownCredentials } from '../shown-credentials.rules.js';
import { Filing, type ClaimedCredential } from './filing.entity.js';
import { FilingProgress } from './filing-progress.js';
import type { ApplicationReceivedDto, ApplyAsContractorRequest, ContractorApplicationDto } from './filings.dto.js';
import { ApplicationNotFound } from './filings.errors.js';
import { FilingsQueries } from './filings.queries.js';

interface Applicant {
  accountId: string;
  /** The account was made for this application. */
  created: boolean;
}

/** A business applies for registration online (C-01). */
@Injectable()
export class ApplicationsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly accounts: AccountsService,
    private readonly access: ContractorAccess,
    private readonly classes: ContractorClasses,
    private readonly credentials: ContractorCredentials,
    private readonly opening: ContractorOpening,
    private readonly progress: FilingProgress,
    private readonly queries: FilingsQueries,
    private readonly file: ContractorFile,
    private readonly records: RecordsService,
    private readonly lifecycle: Lifecycle,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  /** The answer is the same whether the e-mail address has an account or not; the message says how to go on. */
  async apply(principal: Principal | undefined, request: ApplyAsContractorRequest): Promise<ApplicationReceivedDto> {
    const signedIn = principal && !isStaff(principal) ? principal.accountId : null;
    const claims = await this.read(request, null, signedIn ? [] : emailProblems(request));
    return this.database.transaction(async () => {
      const applicant = await this.applicant(signedIn, request);
      // Whoever is not signed in is not told what the address is registered as already; the city sees it.
      if (signedIn) await this.opening.refuseSecondRegistration(signedIn, request.businessName);
      const contractor = await this.opening.open(request);
      const { recordId, number } = contractor;
      const { accountId, created: firstPassword } = applicant;
      await this.opening.act(recordId, accountId, 'manager');
      const what = { recordId, kind: 'application' as const, credentials: claims, accountId, late: false, withCitySince: null };
      const filing = Filing.submit(what, this.clock.now());
      await this.progress.handOver(contractor, filing);
      this.em.persist(filing);
      await this.file.show(contractor);
      await this.lifecycle.make(contractor.apply({ accountId, firstPassword }));
      return {
        number,
        status: 'pending',
        statusLabel: CONTRACTOR_STATUS_LABELS.pending,
        documents: this.classes.documentsFor(contractor.classes),
        message: signedIn
          ? 'We have your application. Upload the documents to the license record; the city checks it once they are there.'
          : 'We have your application. The message we sent to the e-mail address says how to sign in and upload the documents.',
      };
    });
  }

  /** Corrected as the city asked. */
  async resubmit(principal: Principal, number: string, request: ContractorDetailsRequest): Promise<ContractorApplicationDto> {
    const { recordId } = await this.ownApplication(principal, number);
    const claims = await this.read(request, number, []);
    return this.database.transaction(async () => {
      const { contractor, filing } = await this.take(recordId, number);
      await this.lifecycle.make(filing.resubmit(contractor, claims, this.clock.now()));
      this.opening.describe(contractor, request);
      await this.progress.handOver(contractor, filing);
      await this.records.update(recordId, { searchText: this.opening.searchText(contractor.classes) });
      await this.file.show(contractor);
      return this.queries.applicationOf(recordId, number);
    });
  }

  async withdraw(principal: Principal, number: string): Promise<ContractorApplicationDto> {
    const { recordId } = await this.ownApplication(principal, number);
    return this.database.transaction(async () => {
      const { contractor, filing } = await this.take(recordId, number);
      await this.progress.withdraw(contractor, filing, 'The application was withdrawn.');
      await this.lifecycle.make(contractor.withdraw());
      await this.file.show(contractor);
      return this.queries.applicationOf(recordId, number);
    });
  }

  /** The application of a contractor, both locked. */
  private async take(recordId: string, number: string) {
    const contractor = await this.file.lockForUpdate(recordId);
    const filing = await this.em.findOne(Filing, { recordId, kind: 'application' });
    if (!contractor || !filing) throw new ApplicationNotFound(number);
    return { contractor, filing };
  }

  private ownApplication(principal: Principal, number: string) {
    return this.access.requireOwnManager(principal, number).catch((error: unknown) => {
      throw error instanceof ContractorNotFound ? new ApplicationNotFound(number) : error;
    });
  }

  private async applicant(signedIn: string | null, request: ApplyAsContractorRequest): Promise<Applicant> {
    if (signedIn) return { accountId: signedIn, created: false };
    return this.accounts.createContractorAccount({
      email: request.email!,
      contactName: request.contactName,
      businessName: request.businessName,
      phone: request.phone,
      contractorKind: 'contractor',
    });
  }

  private async read(request: ContractorDetailsRequest, own: string | null, problems: FieldError[]): Promise<ClaimedCredential[]> {
    const shown = shownCredentials(request, (code) => this.classes.find(code), this.calendar.today(), problems);
    for (const { kind, classCode, number } of shown) {
      if (kind !== 'state-license') continue;
      const holder = await this.credentials.holderOf(classCode!, number!);
      if (holder && holder !== own) problems.push({ pointer: '/stateLicense/number', detail: 'is on file for another contractor' });
    }
    if (problems.length > 0) throw new InvalidInput(problems);
    return shown.map((credential) => ({
      ...credential,
      effectiveOn: credential.effectiveOn.toString(),
      expiresOn: credential.expiresOn.toString(),
      attachmentIds: [],
    }));
  }
}

function emailProblems({ email }: ApplyAsContractorRequest): FieldError[] {
  return email ? [] : [{ pointer: '/email', detail: 'is required when you are not signed in' }];
}
