import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Answers } from '../../../platform/conditions/condition.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { BusinessCalendar, CityProfile } from '../../city/index.js';
import { answersNeeded, assessFees, feesOf, FeeSchedules } from '../../payments/index.js';
import { answerPointer, validateAnswers } from './answers.rules.js';
import { PermitTypeNotFound, PermitTypeUnfit } from './permit-type.errors.js';
import { PermitTypeChecks } from './permit-type-checks.service.js';
import type { PermitTypeDefinition, PermitTypeVersion } from './permit-type.js';
import { isLargeProject, requirementsOf, type ApplicationFacts } from './permit-type.rules.js';
import { toPermitTypeVersion, type StoredVersion } from './permit-type-version.rules.js';
import type { DryRunDto, DryRunRequest } from './permit-types.admin.dto.js';
import { PermitTypes } from './permit-types.service.js';
import { Vocabulary } from './vocabulary.service.js';

interface Row extends Omit<StoredVersion, 'words'> {
  words: StoredVersion['words'] | null;
  definition: PermitTypeDefinition;
}

/** Tries an application on a version of a permit type, drafts included, without making anything. */
@Injectable()
export class DryRuns {
  constructor(
    private readonly database: Database,
    private readonly types: PermitTypes,
    private readonly checks: PermitTypeChecks,
    private readonly vocabulary: Vocabulary,
    private readonly schedules: FeeSchedules,
    private readonly calendar: BusinessCalendar,
    private readonly city: CityProfile,
  ) {}

  async run(code: string, { valuationCents, answers = {}, typeVersion, scheduleVersion }: DryRunRequest): Promise<DryRunDto> {
    const type = await this.read(code, typeVersion);
    const mistakes = validateAnswers(type, answers, { complete: false });
    if (mistakes.length > 0) throw new InvalidInput(mistakes);
    const facts = { valuationCents, answers };
    const requirements = requirementsOf(type, facts);
    return {
      typeVersion: type.version,
      status: type.status,
      openAnswers: validateAnswers(type, answers, { complete: true }),
      ...(await this.fees(type, facts, scheduleVersion)),
      documents: requirements.documents,
      contractorClasses: requirements.contractorClasses,
      reviewDisciplines: requirements.disciplines,
      inspections: requirements.inspections,
      instantIssue: requirements.instantIssue,
      largeProject: isLargeProject(type, valuationCents, this.city.permit.largeProject.valuationCents),
    };
  }

  /** The draft when there is one, else what is in force; a draft has to make sense before it can be tried. */
  private async read(code: string, version: number | undefined): Promise<PermitTypeVersion> {
    const row = await this.database.row(sql<Row>`
      select id, code, version, status, effective_on, definition, words from permits.permit_type_version
      where code = ${code} and (${version ?? null}::int is null and status = 'draft' or version = ${version ?? null}::int)`);
    if (!row && version === undefined) return this.types.online(code);
    if (!row)
      throw new PermitTypeNotFound(
        `There is no version ${version} of a permit type ${code}; listPermitTypeVersions names those that exist.`,
      );
    const problems = row.status === 'draft' ? await this.checks.definitionProblems(row.definition) : [];
    if (problems.length > 0) {
      throw new PermitTypeUnfit(`Version ${row.version} of ${code} cannot be tried before its definition is put right.`, {
        errors: problems,
      });
    }
    const type = toPermitTypeVersion({ ...row, words: row.words ?? (await this.vocabulary.words()) });
    this.types.mustBeOnline(type);
    return type;
  }

  private async fees(
    type: PermitTypeVersion,
    facts: ApplicationFacts,
    scheduleVersion: number | undefined,
  ): Promise<Pick<DryRunDto, 'fees' | 'feeProblems'>> {
    const { version, schedule } =
      scheduleVersion === undefined
        ? await this.schedules.inForce(this.calendar.today())
        : { version: scheduleVersion, schedule: await this.schedules.content(scheduleVersion) };
    const unfit = this.checks.feeProblems(type.code, type, version, schedule);
    if (unfit.length > 0) return { fees: null, feeProblems: unfit };
    const open = openAnswers(answersNeeded(feesOf(schedule, type.code), facts.answers));
    if (open.length > 0) return { fees: null, feeProblems: open };
    const lines = assessFees(schedule, type.code, facts);
    const totalCents = lines.reduce((sum, { amountCents }) => sum + amountCents, 0);
    return { fees: { lines, totalCents, scheduleVersion: version }, feeProblems: [] };
  }
}

function openAnswers(names: (keyof Answers)[]) {
  return names.map((name) => ({ pointer: answerPointer(name), detail: 'is needed to work out the fee' }));
}
