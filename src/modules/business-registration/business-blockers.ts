import { Injectable, type OnModuleInit } from '@nestjs/common';
import { nextStepOf, ProjectBlockers, toBlocker, type Blocker } from '../projects/index.js';
import { type RecordSummary } from '../records/index.js';
import { BEING_WRITTEN, type BusinessStatus } from './business-registration.status.js';
import { BusinessRows } from './business-rows.js';
import { BusinessOutstanding, type BusinessOutstandingItem } from './certificate/business-outstanding.js';
import { BusinessStepsQueries } from './steps/business-steps.queries.js';
import { stepsToTake } from './steps/steps.rules.js';

/** What business registrations in a project wait for: the steps that are missing, then reviews, inspections and fees. */
@Injectable()
export class BusinessBlockers implements OnModuleInit {
  constructor(
    private readonly rows: BusinessRows,
    private readonly steps: BusinessStepsQueries,
    private readonly outstanding: BusinessOutstanding,
    private readonly projectBlockers: ProjectBlockers,
  ) {}

  onModuleInit(): void {
    this.projectBlockers.register({ kind: 'license', of: (records) => this.of(records) });
  }

  async of(records: readonly RecordSummary[]): Promise<Map<string, Blocker[]>> {
    const known = new Map(records.map((record) => [record.id, record]));
    const rows = await this.rows.byIds([...known.keys()]);
    if (rows.length === 0) return new Map();
    const standings = await this.steps.standingsOf(rows.filter(({ status }) => isBeingWritten(status)));
    const outstanding = await this.outstanding.of(rows);
    return new Map(
      rows.map(({ recordId, status }) => {
        const record = known.get(recordId)!;
        const steps = stepsToTake(standings.get(recordId) ?? []).flatMap((label) =>
          toBlocker({ actor: 'applicant', label }, record.waitingSince),
        );
        // With every step taken it is still to be submitted.
        const toSubmit = isBeingWritten(status) && steps.length === 0 ? nextStepOf(record) : [];
        return [recordId, [...steps, ...toSubmit, ...(outstanding.get(recordId) ?? []).map(blockerOf)]];
      }),
    );
  }
}

function isBeingWritten(status: BusinessStatus): boolean {
  return (BEING_WRITTEN as readonly BusinessStatus[]).includes(status);
}

function blockerOf({ label, waitingOn, role, since, dueOn, amountCents }: BusinessOutstandingItem): Blocker {
  return { label, waitingOn, role, since, dueOn, amountCents };
}
