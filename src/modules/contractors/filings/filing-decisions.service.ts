import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput, type FieldError } from '../../../platform/errors/domain-error.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import { RecordsService } from '../../records/index.js';
import { ContractorClasses } from '../contractor-classes.js';
import { ContractorCredentials } from '../contractor-credentials.js';
import { futureDate } from '../contractor-papers.rules.js';
import { ContractorShell } from '../contractor-shell.js';
import type { Contractor } from '../contractor.entity.js';
import { ContractorFilingDecided } from '../contractors.events.js';
import { toCredential } from './claims.rules.js';
import { Filing } from './filing.entity.js';
import { FilingSettlement } from './filing-settlement.js';
import type { ApplicationDecision } from './filing.status.js';
import type { ApplicationDecisionRequest, ContractorApplicationDto, ContractorRenewalDto, RenewalDecisionRequest } from './filings.dto.js';
import { ApplicationNotFound } from './filings.errors.js';
import { FilingsQueries } from './filings.queries.js';
import { RenewalsService } from './renewals.service.js';

const SUMMARIES: Record<ApplicationDecision, (filing: Filing) => string> = {
  approved: ({ kind }) => `The ${kind} was approved.`,
  returned: ({ kind, comments }) => `The ${kind} was returned for correction: ${comments}`,
  denied: ({ kind, comments }) => `The ${kind} was denied: ${comments}`,
};

/** What the city says to applications and renewals. Approved papers are on file from then on, and the fee falls due. */
@Injectable()
export class FilingDecisionsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly shell: ContractorShell,
    private readonly classes: ContractorClasses,
    private readonly credentials: ContractorCredentials,
    private readonly renewals: RenewalsService,
    private readonly settlement: FilingSettlement,
    private readonly queries: FilingsQueries,
    private readonly records: RecordsService,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly events: Events,
  ) {}

  async decideApplication(staff: Principal, number: string, request: ApplicationDecisionRequest): Promise<ContractorApplicationDto> {
    return this.database.transaction(async () => {
      const contractor = await this.shell.take(number);
      const filing = await this.em.findOne(Filing, { recordId: contractor.recordId, kind: 'application' });
      if (!filing) throw new ApplicationNotFound(number);
      await this.decide(staff, contractor, filing, request);
      return this.queries.applicationOf(contractor.recordId, contractor.number);
    });
  }

  async decideRenewal(staff: Principal, number: string, id: string, request: RenewalDecisionRequest): Promise<ContractorRenewalDto> {
    return this.database.transaction(async () => {
      const { recordId } = await this.shell.take(number);
      const { contractor, filing } = await this.renewals.take(recordId, id);
      await this.decide(staff, contractor, filing, request);
      return this.queries.renewalOf(recordId, id);
    });
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
    if (decision === 'approved') filing.approve(how, until);
    else if (decision === 'returned') filing.return(how);
    else {
      filing.deny(how);
      contractor.deny(said!);
    }
    await this.database.flush();
    if (before === 'fee-due') await this.settlement.takeBackApproval(contractor, filing, 'The approval was taken back', decidedBefore);
    await this.records.tell(contractor.recordId, {
      type: `contractors.${filing.kind}-${decision}`,
      summary: SUMMARIES[decision](filing),
      visibility: 'owners',
    });
    await this.audit.record({
      action: `contractors.decide-${filing.kind}`,
      subject: contractor.number,
      recordId: contractor.recordId,
      before: { filingId: filing.id, status: before },
      after: { filingId: filing.id, status: filing.status, decision, comments: said, expiresOn: until?.toString() ?? null },
    });
    if (decision === 'approved') await this.keep(contractor, filing);
    else await this.shell.show(contractor);
    this.events.publish(new ContractorFilingDecided({ ...this.settlement.factsOf(contractor, filing), decision, comments: said }));
    if (decision === 'approved') await this.settlement.charge(contractor, filing);
  }

  private read(decision: ApplicationDecision, comments: string | null, expiresOn: string | undefined): Temporal.PlainDate | null {
    const problems: FieldError[] = [];
    if (decision !== 'approved' && !comments) {
      problems.push({ pointer: '/comments', detail: 'must say why, so that it can be put right' });
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
        const detail = `cannot be approved: ${name} ran out on ${credential.expiresOn.toString()}. Return it instead`;
        throw new InvalidInput([{ pointer: '/decision', detail }]);
      }
      if (await this.credentials.record(contractor.recordId, credential, today)) continue;
      const holder = await this.credentials.holderOf(credential.classCode!, credential.number!);
      const detail = `cannot be approved: the state license ${credential.number} is on file for another contractor${holder ? `, ${holder}` : ''}`;
      throw new InvalidInput([{ pointer: '/decision', detail }]);
    }
    await this.shell.follow(contractor, 'renewal');
  }
}
