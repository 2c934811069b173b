import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { difference } from '../../platform/audit/difference.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput, type FieldError } from '../../platform/errors/domain-error.js';
import { requireVersion, type ExpectedVersion } from '../../platform/http/etag.js';
import type { Change } from '../../platform/status/change.js';
import { BusinessCalendar } from '../city/index.js';
import { Lifecycle, RecordsService } from '../records/index.js';
import { ContractorClasses } from './contractor-classes.js';
import { ContractorCredentials, type NewCredential } from './contractor-credentials.js';
import {
  amountProblem,
  firstDay,
  futureDate,
  leastAmount,
  licenseNumberProblem,
  missingCredentials,
  unknownClasses,
} from './credential-input.rules.js';
import { ContractorFile } from './contractor-file.js';
import type { Contractor } from './contractor.entity.js';
import type { ContractorFileDto } from './contractors.dto.js';
import type { RecordInsuranceRequest, RecordStateLicenseRequest, UpdateContractorRequest } from './contractor-requests.dto.js';
import { CredentialNotFound } from './contractors.errors.js';
import type { StandingCause } from './contractors.events.js';
import { ContractorQueries } from './contractors.queries.js';
import { FilingProgress } from './filings/filing-progress.js';

interface Correction {
  /** For the audit log: `contractors.update`. */
  action: string;
  cause: StandingCause;
  /** For the chronology, where the parties read it. */
  summary: string;
  version?: ExpectedVersion;
}

/** What staff do with a registration. Each change is audited, told in the chronology and published for the permits it concerns. */
@Injectable()
export class ContractorChangesService {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly classes: ContractorClasses,
    private readonly credentials: ContractorCredentials,
    private readonly queries: ContractorQueries,
    private readonly file: ContractorFile,
    private readonly filings: FilingProgress,
    private readonly lifecycle: Lifecycle,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
  ) {}

  update(number: string, request: UpdateContractorRequest, version?: ExpectedVersion): Promise<ContractorFileDto> {
    const { classes, expiresOn, address, ...rest } = request;
    const change: Correction = {
      action: 'contractors.update',
      cause: expiresOn ? 'renewed' : 'details-changed',
      summary: expiresOn ? `The registration runs until ${expiresOn}.` : 'The registration was changed.',
      version,
    };
    return this.change(number, change, async (contractor) => {
      const problems: FieldError[] = [];
      const today = this.calendar.today();
      if (classes) problems.push(...(await this.problemsOfClasses(contractor, classes)));
      const until = expiresOn && futureDate(expiresOn, '/expiresOn', today, problems);
      if (problems.length > 0) throw new InvalidInput(problems);
      contractor.requireOpen('changed');
      if (until) await this.lifecycle.make(contractor.prolong(until));
      if (classes) contractor.classes = [...classes];
      if (address) contractor.address = { ...address };
      Object.assign(contractor, definedOf(rest));
    });
  }

  recordInsurance(number: string, request: RecordInsuranceRequest): Promise<ContractorFileDto> {
    const name = this.classes.credentialName(request.kind);
    const change: Correction = {
      action: 'contractors.record-insurance',
      cause: 'credential-recorded',
      summary: `${name} was recorded, in force until ${request.expiresOn}.`,
    };
    return this.change(number, change, async (contractor) => {
      contractor.requireOpen('given credentials');
      const problems = amountProblem(request.kind, request.amountCents, this.classes.of(contractor.classes));
      await this.keep(contractor, request, problems, {
        kind: request.kind,
        classCode: null,
        number: request.number ?? null,
        amountCents: request.amountCents ?? null,
      });
    });
  }

  recordStateLicense(number: string, request: RecordStateLicenseRequest): Promise<ContractorFileDto> {
    const rule = this.classes.find(request.class);
    const change: Correction = {
      action: 'contractors.record-state-license',
      cause: 'credential-recorded',
      summary: `The state license ${request.number} was recorded, in force until ${request.expiresOn}.`,
    };
    return this.change(number, change, async (contractor) => {
      contractor.requireOpen('given credentials');
      if (!rule) throw new InvalidInput([{ pointer: '/class', detail: `is not a class of this city: ${request.class}` }]);
      await this.keep(contractor, request, licenseNumberProblem(request.number, rule, '/number'), {
        kind: 'state-license',
        classCode: rule.code,
        number: request.number,
        amountCents: null,
      });
    });
  }

  /** What was recorded by mistake, or was cancelled by whoever issued it. */
  endCredential(number: string, id: string, reason: string): Promise<ContractorFileDto> {
    const change: Correction = {
      action: 'contractors.end-credential',
      cause: 'credential-ended',
      summary: `A credential was taken off the file: ${reason}`,
    };
    return this.change(number, change, async (contractor) => {
      contractor.requireOpen('changed');
      if (!(await this.credentials.end(contractor.recordId, id))) throw new CredentialNotFound(contractor.number);
    });
  }

  suspend(number: string, reason: string): Promise<ContractorFileDto> {
    return this.decide(number, 'suspended', (contractor) => contractor.suspend(reason));
  }

  reinstate(number: string, reason: string): Promise<ContractorFileDto> {
    return this.decide(number, 'reinstated', (contractor) => contractor.reinstate(this.calendar.today(), reason));
  }

  revoke(number: string, reason: string): Promise<ContractorFileDto> {
    return this.decide(number, 'revoked', async (contractor) => {
      const revoked = contractor.revoke(reason);
      await this.credentials.endStateLicenses(contractor.recordId);
      const renewal = await this.filings.openOf(contractor.recordId);
      if (renewal) await this.filings.withdraw(contractor, renewal, 'The renewal ended with the registration.');
      return revoked;
    });
  }

  /** They will not do; those that will are recorded. */
  returnPapers(number: string, reason: string): Promise<ContractorFileDto> {
    return this.database.transaction(async () => {
      const contractor = await this.file.lockByNumber(number);
      await this.lifecycle.make(contractor.returnPapers(reason));
      await this.file.show(contractor);
      return this.queries.file(contractor.recordId);
    });
  }

  private decide(
    number: string,
    cause: StandingCause,
    decision: (contractor: Contractor) => Change | Promise<Change>,
  ): Promise<ContractorFileDto> {
    return this.database.transaction(async () => {
      const contractor = await this.file.lockByNumber(number);
      await this.lifecycle.make(await decision(contractor));
      await this.file.follow(contractor, cause);
      return this.queries.file(contractor.recordId);
    });
  }

  private change(number: string, what: Correction, apply: (contractor: Contractor) => Promise<void>): Promise<ContractorFileDto> {
    return this.database.transaction(async () => {
      const contractor = await this.file.lockByNumber(number);
      requireVersion(contractor.version, what.version);
      const before = await this.snapshot(contractor);
      await apply(contractor);
      await this.file.follow(contractor, what.cause);
      await this.records.tell(contractor.recordId, { type: what.action, summary: what.summary, visibility: 'owners' });
      const after = await this.snapshot(contractor);
      await this.audit.record({
        action: what.action,
        subject: contractor.number,
        recordId: contractor.recordId,
        ...difference(before, after),
      });
      return this.queries.file(contractor.recordId);
    });
  }

  private async problemsOfClasses(contractor: Contractor, codes: string[]): Promise<FieldError[]> {
    const unknown = unknownClasses(codes, (code) => this.classes.find(code));
    if (unknown.length > 0) return unknown;
    const added = this.classes.of(codes.filter((code) => !contractor.classes.includes(code)));
    const today = this.calendar.today();
    const onFile = (await this.credentials.of([contractor.recordId])).filter(
      ({ expiresOn }) => Temporal.PlainDate.compare(expiresOn, today) >= 0,
    );
    return missingCredentials(
      added,
      (kind, classCode) =>
        onFile.some(
          (each) => each.kind === kind && each.classCode === classCode && (each.amountCents ?? Infinity) >= leastAmount(kind, added),
        ),
      (_kind, classCode) => `/classes/${classCode ? codes.indexOf(classCode) : codes.indexOf(added[0].code)}`,
    );
  }

  private async keep(
    contractor: Contractor,
    dates: { effectiveOn?: string; expiresOn: string },
    problems: FieldError[],
    what: Omit<NewCredential, 'effectiveOn' | 'expiresOn'>,
  ): Promise<void> {
    const today = this.calendar.today();
    const expiresOn = futureDate(dates.expiresOn, '/expiresOn', today, problems);
    const effectiveOn = firstDay(dates.effectiveOn, expiresOn, today, problems);
    if (problems.length > 0) throw new InvalidInput(problems);
    const credential = { ...what, effectiveOn, expiresOn };
    await this.credentials.keep(contractor.recordId, credential, today, (detail) => ({ pointer: '/number', detail }));
    contractor.seePapers();
  }

  private async snapshot(contractor: Contractor): Promise<Record<string, unknown>> {
    const { businessName, contactName, phone, address, classes, status, expiresOn } = contractor;
    const credentials = await this.credentials.of([contractor.recordId]);
    return {
      ...{ businessName, contactName, phone, address, classes, status },
      expiresOn: expiresOn?.toString() ?? null,
      credentials: credentials.map((each) => [
        each.kind,
        each.classCode,
        each.number,
        each.effectiveOn.toString(),
        each.expiresOn.toString(),
      ]),
    };
  }
}

function definedOf<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
