import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { RecordNotFound, RecordRelations, RecordsService, type RecordSummary } from '../../records/index.js';

/** The code case whose notice the work answers (E-01). What becomes of the permit reaches the case by the records that they are. */
@Injectable()
export class AnsweredCase {
  constructor(
    private readonly records: RecordsService,
    private readonly relations: RecordRelations,
  ) {}

  /**
   * The open case with this number, of a respondent, which whoever staff have told of the case is, or of staff. To anybody else it is as
   * unknown as one that was never opened.
   */
  async find(principal: Principal, caseNumber: string): Promise<RecordSummary> {
    const record = await this.records
      .access(principal, caseNumber)
      .then((found) => (found.relation ? found.record : null))
      .catch((error: unknown) => {
        if (error instanceof RecordNotFound) return null;
        throw error;
      });
    if (record?.kind !== 'case') throw refusal('must be the number of an open code case, as the notice of violation has it');
    if (record.closedAt) throw refusal(`must be the number of an open code case; ${record.number} is closed`);
    return record;
  }

  /** Null: the permit answers none any more. */
  async name(permitRecordId: string, answered: RecordSummary | null): Promise<void> {
    const record = (await this.records.byId(permitRecordId))!;
    await this.relations.name(record, 'answers', answered ? [answered.id] : []);
  }
}

function refusal(detail: string): InvalidInput {
  return new InvalidInput([{ pointer: '/caseNumber', detail }]);
}
