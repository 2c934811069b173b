import { Injectable } from '@nestjs/common';
import { sql, type Selectable } from 'kysely';
import type { StaffRole } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import type { Schema } from '../../platform/database/schema.js';
import type { AttachmentVisibility } from './attachment.entity.js';

type Columns = Selectable<Schema['records.attachment']>;

export interface AttachmentRow extends Omit<Columns, 'visibility' | 'role' | 'scanSignature' | 'deletedAt' | 'deletedBy'> {
  visibility: AttachmentVisibility;
  role: StaffRole | null;
  /** No newer version of the document is on the record. */
  isCurrent: boolean;
}

export interface AttachmentFilter {
  recordId: string;
  /** Whose eyes: `undefined` sees all, an account sees its own and what the city hands out. */
  seenBy?: string;
  /** What files for one role alone are shown. */
  roles: readonly StaffRole[];
  documentType?: string;
  currentOnly: boolean;
  beforeId: string;
  limit: number;
}

const COLUMNS = sql.raw(`a.id, a.record_id, a.family_id, a.version, a.document_type, a.file_name, a.content_type, a.size_bytes, a.sha256,
  a.file_key, a.review_id, a.visibility, a.role, a.uploaded_by, a.uploaded_at, a.scan,
  not exists (select 1 from records.attachment n where n.family_id = a.family_id and n.version > a.version and n.deleted_at is null) as is_current`);

@Injectable()
export class AttachmentsQueries {
  constructor(private readonly database: Database) {}

  byId(id: string): Promise<AttachmentRow | undefined> {
    return this.database.row(sql<AttachmentRow>`select ${COLUMNS} from records.attachment a where a.id = ${id} and a.deleted_at is null`);
  }

  list({ recordId, seenBy, roles, documentType, currentOnly, beforeId, limit }: AttachmentFilter): Promise<AttachmentRow[]> {
    return this.database.rows(sql<AttachmentRow>`
      select * from (
        select ${COLUMNS} from records.attachment a
        where a.record_id = ${recordId} and a.deleted_at is null
          and (${seenBy ?? null}::uuid is null or a.visibility = 'parties' or a.uploaded_by = ${seenBy ?? null}::uuid)
          and (a.role is null or a.role = any(${roles}::text[]))
          and (${documentType ?? null}::text is null or a.document_type = ${documentType ?? null})
          and a.id < ${beforeId}
      ) listed
      where is_current or not ${currentOnly}
      order by id desc limit ${limit}`);
  }

  /** The newest version of each document that is not infected; files for one role alone are no documents of the record. */
  usable(recordIds: string[]): Promise<AttachmentRow[]> {
    return this.database.rows(sql<AttachmentRow>`
      select * from (
        select distinct on (a.family_id) ${COLUMNS} from records.attachment a
        where a.record_id = any(${recordIds}::uuid[]) and a.deleted_at is null and a.scan <> 'infected' and a.role is null
        order by a.family_id, a.version desc
      ) newest order by id`);
  }

  usableTypes(recordIds: string[]): Promise<{ recordId: string; documentType: string }[]> {
    return this.database.rows(sql<{ recordId: string; documentType: string }>`
      select distinct record_id, document_type from (
        select distinct on (record_id, family_id) record_id, document_type from records.attachment
        where record_id = any(${recordIds}::uuid[]) and deleted_at is null and scan <> 'infected' and role is null
        order by record_id, family_id, version desc
      ) newest`);
  }

  /** All of the record's; those of accounts that own no part of it; and the account's own. */
  async countOf(recordId: string, accountId: string): Promise<{ all: number; ofLinked: number; mine: number }> {
    const row = await this.database.row(sql<{ all: number; ofLinked: number; mine: number }>`
      select count(*)::int as "all", count(*) filter (where a.uploaded_by = ${accountId})::int as mine,
        count(*) filter (where a.visibility = 'private' and not exists (
          select from records.party p where p.record_id = a.record_id and p.account_id = a.uploaded_by and p.relation = 'owner'))::int as of_linked
      from records.attachment a where a.record_id = ${recordId} and a.deleted_at is null and a.role is null`);
    return row!;
  }
}
