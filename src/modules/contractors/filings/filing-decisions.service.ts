import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput, type FieldError } from '../../../platform/errors/domain-error.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import { Lifecycle } from '../../records/index.js';
import { ContractorClasses } from '../contractor-classes.js';
import { ContractorCredentials } from '../contractor-credentials.js';
import { futureDate } from '../credential-input.rules.js';
import { ContractorFile } from '../contractor-file.js';
import type { Contractor } from '../contractor.entity.js';
import { toCredential } from './claims.rules.js';
import { Filing } from './filing.entity.js';
import { FilingProgress } from './filing-progress.js';
import type { ApplicationDecision } from './filing.status.js';
import type { ApplicationDecisionRequest, ContractorApplicationDto, ContractorRenewalDto, RenewalDecisionRequest } from './filings.dto.js';
import { ApplicationNotFound, DocumentsMissing } from './filings.errors.js';
import { FilingsQueries } from './filings.queries.js';
import { OpenFilings } from './open-filings.js';
import { RenewalsService } from './renewals.service.js';

/** What the city says to applications and renewals. Approved papers are on file from then on, and the fee falls due. */
@Injectable()
export class FilingDecisionsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly file: ContractorFile,
    private readonly classes: ContractorClasses,
    private readonly credentials: ContractorCredentials,
    private readonly renewals: RenewalsService,
    private readonly progress: FilingProgress,
    private readonly open: OpenFilings,
    private readonly queries: FilingsQueries,
    private readonly lifecycle: Lifecycle,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  async decideApplication(staff: Principal, number: string, request: ApplicationDecisionRequest): Promise<ContractorApplicationDto> {
    return this.database.transaction(async () => {
      const contractor = await this.file.lockByNumber(number);
      const filing = await this.em.findOne(Filing, { recordId: contractor.recordId, kind: 'application' });
      if (!filing) throw new ApplicationNotFound(number);
      if (request.decision === 'approved') await this.requireDocuments(contractor, filing);
      await this.decide(staff, contractor, filing, request);
      return this.queries.applicationOf(contractor.recordId, contractor.number);
    });
  }

  async decideRenewal(staff: Principal, number: string, id: string, request: RenewalDecisionRequest): Promise<ContractorRenewalDto> {
    return this.database.transaction(async () => {
      const { recordId } = await this.file.lockByNumber(number);
      const { contractor, filing } = await this.renewals.take(recordId, id);
      await this.decide(staff, contractor, filing, request);
      return this.queries.renewalOf(recordId, id);
    });
  }

  /** Nobody is registered on papers that the city has not seen. */
  private async requireDocuments({ recordId, number, classes }: Contractor, { status }: Filing): Promise<void> {
    if (status !== 'submitted') return;
    const missing = await this.open.missingOn(recordId, classes);
    if (missing.length > 0) throw new DocumentsMissing(number, missing);
  }

  private async decide(
    { accountId }: Principal,
    contractor: Contractor,
    filing: Filing,
    { decision, comments, expiresOn }: ApplicationDecisionRequest,
  ): Promise<void> {
    const { status: before, decidedAt: decidedBefore } = filing;
    const said = comments?.trim() || null;
    const until = this.read(decision, said, expiresOn);
    const how = { by: accountId, at: this.clock.now(), comments: said };
    if (decision === 'approved') await this.lifecycle.make(filing.approve(contractor, how, until));
    else if (decision === 'returned') await this.lifecycle.make(filing.return(contractor, how));
    else await this.lifecycle.make(filing.deny(contractor, how), contractor.deny(said!));
    await this.database.flush();
    if (before === 'fee-due') await this.progress.takeBackApproval(contractor, filing, 'The approval was taken back', decidedBefore);
    if (decision !== 'approved') return void (await this.file.show(contractor));
    await this.keep(contractor, filing);
    await this.progress.charge(contractor, filing);
  }

  private read(decision: ApplicationDecision, comments: string | null, expiresOn: string | undefined): Temporal.PlainDate | null {
    const problems: FieldError[] = [];
    if (decision !== 'approved' && !comments) {
      problems.push({ pointer: '/comments', detail: 'must say why, so that it can be corrected' });
    }
    const until = expiresOn && decision === 'approved' ? futureDate(expiresOn, '/expiresOn', this.calendar.today(), problems) : null;
    if (problems.length > 0) throw new InvalidInput(problems);
    return until;
  }

  /** Puts the approved papers on file. What has run out meanwhile is no reason to register anybody. */
  private async keep(contractor: Contractor, filing: Filing): Promise<void> {
    const today = this.calendar.today();
    for (const credential of filing.credentials.map(toCredential)) {
      const name = this.classes.credentialName(credential.kind);
      if (Temporal.PlainDate.compare(credential.expiresOn, today) < 0) {
        const detail = `cannot be approved: ${name} expired on ${credential.expiresOn.toString()}. Return it instead`;
        throw new InvalidInput([{ pointer: '/decision', detail }]);
      }
      const license = `cannot be approved: the state license ${credential.number}`;
      const refusal = (onFile: string) => ({ pointer: '/decision', detail: `${license} ${onFile}` });
      await this.credentials.keep(contractor.recordId, credential, today, refusal);
    }
    await this.file.follow(contractor, 'renewal');
  }
}
