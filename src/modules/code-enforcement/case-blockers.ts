import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { nextStepOf, ProjectBlockers, toBlocker, type Blocker } from '../projects/index.js';
import { type RecordSummary } from '../records/index.js';
import { CasePictures, type CaseFacts } from './case-pictures.js';
import { alsoDue } from './next-step.rules.js';

/** What cases in a project wait for. Nothing of who raised them is read here. */
@Injectable()
export class CaseBlockers implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly pictures: CasePictures,
    private readonly projectBlockers: ProjectBlockers,
  ) {}

  onModuleInit(): void {
    this.projectBlockers.register({ kind: 'case', of: (records) => this.of(records) });
  }

  async of(records: readonly RecordSummary[]): Promise<Map<string, Blocker[]>> {
    const rows = await this.database.rows(sql<Omit<CaseFacts, 'complyBy'> & { complyBy: string | null }>`
      select record_id, status, violation_found, comply_by::text as comply_by
      from code_enforcement.code_case where record_id = any(${records.map(({ id }) => id)}::uuid[])`);
    const pictures = await this.pictures.of(
      rows.map(({ complyBy, ...facts }) => ({ ...facts, complyBy: complyBy === null ? null : Temporal.PlainDate.from(complyBy) })),
    );
    return new Map(
      records.map((record) => {
        const picture = pictures.get(record.id);
        if (!picture) return [record.id, []];
        const amountCents = picture.finesDueCents || null;
        // That a re-inspection has just failed is known to the record alone, and then nothing is due of the respondent.
        const [step] = nextStepOf(record);
        const more = step?.waitingOn === 'applicant' ? alsoDue(picture) : [];
        return [record.id, [...(step ? [{ ...step, amountCents }] : []), ...more.flatMap((each) => toBlocker(each, record.waitingSince))]];
      }),
    );
  }
}
