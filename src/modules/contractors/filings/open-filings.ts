import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { BusinessCalendar, CityProfile } from '../../city/index.js';
import { AttachmentsService } from '../../attachments/index.js';
import { ContractorClasses } from '../contractor-classes.js';
import type { FilingKind, FilingStatus } from './filing.status.js';

/** A filing that is under way. */
export interface OpenFiling {
  id: string;
  kind: FilingKind;
  status: FilingStatus;
  /** The documents that the city waits for. */
  missing: readonly { code: string; name: string }[];
  /** By when the city decides; null while it waits for documents. */
  decisionDueOn: Temporal.PlainDate | null;
}

/** The filing of a contractor that is under way, and what it waits for. */
@Injectable()
export class OpenFilings {
  constructor(
    private readonly database: Database,
    private readonly attachments: AttachmentsService,
    private readonly classes: ContractorClasses,
    private readonly calendar: BusinessCalendar,
    private readonly profile: CityProfile,
  ) {}

  async of(recordId: string): Promise<OpenFiling | null> {
    return (await this.ofEach([recordId])).get(recordId) ?? null;
  }

  /** The same of several contractors; those without an open one are left out. */
  async ofEach(recordIds: readonly string[]): Promise<Map<string, OpenFiling>> {
    const rows = await this.database.query
      .selectFrom('contractors.filing as f')
      .innerJoin('contractors.contractor as c', 'c.recordId', 'f.recordId')
      .select(['f.id', 'f.recordId', 'f.kind', 'f.status', 'f.withCitySince', 'c.classes'])
      .where('f.recordId', 'in', recordIds)
      .where('f.closedAt', 'is', null)
      .execute();
    const documents = await this.documentsOf(rows.filter(({ withCitySince, status }) => withCitySince === null && status === 'submitted'));
    return new Map(
      rows.map(({ id, recordId, kind, status, withCitySince }) => [
        recordId,
        {
          id,
          kind,
          status,
          missing: missingOf(documents.get(recordId) ?? []),
          decisionDueOn: withCitySince === null ? null : this.decisionDueOn(Temporal.PlainDate.from(withCitySince)),
        },
      ]),
    );
  }

  /** The documents that applicants for these classes upload, and whether they are there; by the records of the contractors. */
  async documentsOf(
    contractors: readonly { recordId: string; classes: readonly string[] }[],
  ): Promise<Map<string, { code: string; name: string; uploaded: boolean }[]>> {
    if (contractors.length === 0) return new Map();
    const uploaded = await this.attachments.typesOn(contractors.map(({ recordId }) => recordId));
    return new Map(
      contractors.map(({ recordId, classes }) => [
        recordId,
        this.classes.documentsFor(classes).map(({ code, name }) => ({ code, name, uploaded: uploaded.get(recordId)?.has(code) ?? false })),
      ]),
    );
  }

  /** Those of them that are not there. */
  async missingOn(recordId: string, classes: readonly string[]): Promise<OpenFiling['missing']> {
    return missingOf((await this.documentsOf([{ recordId, classes }])).get(recordId)!);
  }

  private decisionDueOn(since: Temporal.PlainDate): Temporal.PlainDate {
    return this.calendar.addBusinessDays(since, this.profile.contractor.decisionBusinessDays);
  }
}

function missingOf(documents: readonly { code: string; name: string; uploaded: boolean }[]): OpenFiling['missing'] {
  return documents.flatMap(({ code, name, uploaded }) => (uploaded ? [] : { code, name: lowerFirst(name) }));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
