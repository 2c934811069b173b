import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { toInstant } from '../../platform/database/types.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { beforeId, pageById } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { AttachmentDeleted, AttachmentUploaded } from './attachments.events.js';
import { RecordNotFound, RecordsService, type RecordSummary, type Access } from '../records/index.js';
import { AttachmentFiles } from './attachment-files.js';
import { AttachmentKeeping } from './attachment-keeping.js';
import { Attachment, type ScanState } from './attachment.entity.js';
import {
  toAttachmentDto,
  type AttachmentDto,
  type AttachmentPageDto,
  type AttachmentsQuery,
  type AttachmentUploadRequest,
} from './attachments.dto.js';
import {
  AttachmentInReview,
  AttachmentNotFound,
  AttachmentSuperseded,
  NotYourAttachment,
  RecordClosed,
  TooManyAttachments,
  TooManyAttachmentsOfYours,
} from './attachments.errors.js';
import { AttachmentsQueries, type AttachmentRow } from './attachments.queries.js';
import { ReviewFiles } from './review-files.js';
import { UploadLimits } from './upload/upload-limits.js';
import type { ReceivedFile } from './upload/upload-storage.js';

/** A document as the modules above see it. */
export interface AttachmentSummary {
  id: string;
  documentType: string;
  fileName: string;
  contentType: string;
  sizeBytes: number;
  version: number;
  reviewId: string | null;
  uploadedBy: string | null;
  uploadedAt: Temporal.Instant;
  scan: ScanState;
}

/** The documents of a record: who may add, see, replace and delete them. */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly queries: AttachmentsQueries,
    private readonly files: AttachmentFiles,
    private readonly records: RecordsService,
    private readonly limits: UploadLimits,
    private readonly keeping: AttachmentKeeping,
    private readonly reviews: ReviewFiles,
    private readonly events: Events,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** The newest version of each document, deleted and infected ones left out. */
  async current(recordId: string): Promise<AttachmentSummary[]> {
    return (await this.queries.usable([recordId])).map(toSummary);
  }

  /** The same of several records, each with its documents. */
  async currentOn(recordIds: string[]): Promise<Map<string, AttachmentSummary[]>> {
    const byRecord = Map.groupBy(await this.queries.usable(recordIds), (row) => row.recordId);
    return new Map(recordIds.map((recordId) => [recordId, (byRecord.get(recordId) ?? []).map(toSummary)]));
  }

  /** The types of the documents that each of these records has; deleted and infected ones left out. */
  async typesOn(recordIds: string[]): Promise<Map<string, Set<string>>> {
    const types = new Map<string, Set<string>>();
    for (const { recordId, documentType } of await this.queries.usableTypes(recordIds)) {
      types.set(recordId, (types.get(recordId) ?? new Set()).add(documentType));
    }
    return types;
  }

  /** Throws `AttachmentNotFound` unless every id names an attachment of the record. */
  async requireOf(recordId: string, attachmentIds: string[]): Promise<void> {
    const ids = [...new Set(attachmentIds)];
    if (ids.length === 0) return;
    const row = await this.database.row(sql<{ count: number }>`
      select count(*)::int as count from records.attachment
      where record_id = ${recordId} and id = any(${ids}::uuid[]) and deleted_at is null and visibility <> 'role'`);
    if (row!.count !== ids.length) throw new AttachmentNotFound();
  }

  /** Refuses an upload before its body is read: not a party, a closed record, a full one. */
  async expectUpload(principal: Principal, number: string): Promise<void> {
    const { record, relation } = await this.records.requireParty(principal, number);
    await this.refuseWhenFull(principal, record, relation);
  }

  /** Attaches a file that has arrived whole. */
  async add(principal: Principal, number: string, request: AttachmentUploadRequest, file: ReceivedFile): Promise<AttachmentDto> {
    return this.database.transaction(async () => {
      const before = await this.records.requireParty(principal, number);
      await this.records.lockForUpdate(before.record.id);
      const { record, relation } = await this.records.requireParty(principal, number);
      await this.refuseWhenFull(principal, record, relation);
      if (request.reviewId) await this.reviews.require(record.id, request.reviewId);

      const replaced = request.replaces ? await this.replaceable(principal, relation, record, request) : undefined;
      const attachment = await this.keeping.keep({
        recordId: record.id,
        documentType: request.documentType,
        fileName: file.fileName,
        contentType: file.contentType,
        sizeBytes: file.sizeBytes,
        sha256: file.sha256,
        fileKey: file.key,
        reviewId: request.reviewId ?? null,
        uploadedBy: principal.accountId,
        byCity: relation === 'staff',
        family: replaced && { id: replaced.familyId, newestVersion: await this.newestVersion(replaced.familyId) },
      });

      const { documentType, version } = attachment;
      await this.records.tell(record.id, {
        type: 'records.attachment-uploaded',
        summary: version === 1 ? `A document was added: ${documentType}.` : `Version ${version} of a document was added: ${documentType}.`,
        visibility: 'parties',
        details: { attachmentId: attachment.id, documentType, version, reviewId: attachment.reviewId },
      });
      if (relation === 'staff') {
        await this.audit.record({
          action: 'records.upload-attachment',
          subject: record.number,
          recordId: record.id,
          after: { attachmentId: attachment.id, documentType, version, sha256: attachment.sha256 },
        });
      }
      this.events.publish(
        new AttachmentUploaded({
          recordId: record.id,
          number: record.number,
          attachmentId: attachment.id,
          documentType,
          reviewId: request.reviewId,
          accountId: principal.accountId,
        }),
      );
      return toAttachmentDto((await this.queries.byId(attachment.id))!, principal);
    });
  }

  async list(principal: Principal, number: string, query: AttachmentsQuery): Promise<AttachmentPageDto> {
    const { record, relation } = await this.records.requireParty(principal, number);
    const rows = await this.queries.list({
      recordId: record.id,
      seenBy: relation === 'linked' ? principal.accountId : undefined,
      roles: principal.roles,
      documentType: query.documentType,
      currentOnly: query.current,
      beforeId: beforeId(query),
      limit: query.limit + 1,
    });
    return pageById(rows, query, (row) => toAttachmentDto(row, principal));
  }

  /** An attachment that the asker may see, with its record and what the asker is on it; `AttachmentNotFound` otherwise. */
  async visible(principal: Principal, id: string): Promise<{ attachment: AttachmentRow; record: RecordSummary; relation: Access }> {
    const attachment = await this.queries.byId(id);
    const record = attachment && (await this.records.byId(attachment.recordId));
    if (!attachment || !record) throw new AttachmentNotFound();
    const { relation } = await this.records.access(principal, record.number).catch((error: unknown) => {
      if (error instanceof RecordNotFound) throw new AttachmentNotFound();
      throw error;
    });
    if (!relation || !maySee(relation, attachment, principal)) throw new AttachmentNotFound();
    return { attachment, record, relation };
  }

  /**
   * Staff may delete any document. Who uploaded it and the owner may as long as the city has not had it: from then on it is part
   * of the case file and can only be replaced.
   */
  async delete(principal: Principal, id: string): Promise<void> {
    await this.database.transaction(async () => {
      await this.records.lockForUpdate((await this.visible(principal, id)).record.id);
      const { attachment, record, relation } = await this.visible(principal, id);
      if (relation !== 'staff') {
        if (relation !== 'owner' && attachment.uploadedBy !== principal.accountId) throw new NotYourAttachment();
        if (attachment.visibility === 'parties') throw new NotYourAttachment();
        if (record.closedAt) throw new RecordClosed(record.number, record.status, record.statusLabel);
        if (hasHadIt(record, toInstant(attachment.uploadedAt))) throw new AttachmentInReview();
      }
      const entity = await this.em.findOne(Attachment, { id, deletedAt: null }, { refresh: true });
      if (!entity) throw new AttachmentNotFound();
      entity.delete(principal.accountId, this.clock.now());
      await this.database.flush();
      await this.files.release(id);

      const { documentType, version } = entity;
      await this.records.tell(record.id, {
        type: 'records.attachment-deleted',
        summary: `A document was deleted: ${documentType}.`,
        visibility: entity.visibility === 'role' ? 'staff' : 'parties',
        details: { attachmentId: id, documentType, version },
      });
      if (relation === 'staff') {
        await this.audit.record({
          action: 'records.delete-attachment',
          subject: record.number,
          recordId: record.id,
          before: { attachmentId: id, documentType, version, sha256: entity.sha256, uploadedBy: entity.uploadedBy },
        });
      }
      this.events.publish(new AttachmentDeleted({ recordId: record.id, attachmentId: id, documentType }));
    });
  }

  /** Whoever merely follows the record cannot take the room that its owner needs: half of it is the owner's. */
  private async refuseWhenFull({ accountId }: Principal, record: RecordSummary, relation: Access): Promise<void> {
    if (record.closedAt) throw new RecordClosed(record.number, record.status, record.statusLabel);
    const { mostPerRecord, mostPerLinkedAccount } = this.limits;
    const count = await this.queries.countOf(record.id, accountId);
    if (count.all >= mostPerRecord) throw new TooManyAttachments(record.number, mostPerRecord);
    if (relation !== 'linked') return;
    if (count.mine >= mostPerLinkedAccount) throw new TooManyAttachmentsOfYours(record.number, mostPerLinkedAccount);
    if (count.ofLinked >= mostPerRecord / 2) throw new TooManyAttachments(record.number, Math.ceil(mostPerRecord / 2));
  }

  private async replaceable(
    principal: Principal,
    relation: Access,
    record: RecordSummary,
    request: AttachmentUploadRequest,
  ): Promise<AttachmentRow> {
    const replaced = await this.queries.byId(request.replaces!);
    if (!replaced || replaced.recordId !== record.id || !maySee(relation, replaced, principal)) {
      throw new InvalidInput([{ pointer: '/replaces', detail: `must be an attachment of ${record.number} that you can see` }]);
    }
    const mayReplace =
      (relation === 'staff' && replaced.visibility !== 'role') ||
      (replaced.visibility === 'private' && (relation === 'owner' || replaced.uploadedBy === principal.accountId));
    if (!mayReplace) throw new NotYourAttachment();
    if (!replaced.isCurrent) throw new AttachmentSuperseded(await this.currentOf(replaced.familyId));
    if (replaced.documentType !== request.documentType) {
      throw new InvalidInput([{ pointer: '/documentType', detail: `must be ${replaced.documentType}, as the document it replaces` }]);
    }
    return replaced;
  }

  private async currentOf(familyId: string): Promise<string> {
    const row = await this.database.row(sql<{ id: string }>`
      select id from records.attachment where family_id = ${familyId} and deleted_at is null order by version desc limit 1`);
    return row!.id;
  }

  /** Deleted versions count: a version number names one content for ever. */
  private async newestVersion(familyId: string): Promise<number> {
    const row = await this.database.row(sql<{ version: number }>`
      select max(version) as version from records.attachment where family_id = ${familyId}`);
    return row!.version;
  }
}

function maySee(relation: Access, attachment: AttachmentRow, principal: Principal): boolean {
  if (attachment.role) return principal.roles.includes(attachment.role);
  return relation !== 'linked' || attachment.visibility === 'parties' || attachment.uploadedBy === principal.accountId;
}

/** Whether the record has lain with the city since the document was added. */
function hasHadIt(record: RecordSummary, uploadedAt: Temporal.Instant): boolean {
  if (record.nextStep.actor === 'city') return true;
  return record.lastWithCityAt !== null && Temporal.Instant.compare(record.lastWithCityAt, uploadedAt) > 0;
}

function toSummary(row: AttachmentRow): AttachmentSummary {
  return {
    id: row.id,
    documentType: row.documentType,
    fileName: row.fileName,
    contentType: row.contentType,
    sizeBytes: row.sizeBytes,
    version: row.version,
    reviewId: row.reviewId,
    uploadedBy: row.uploadedBy,
    uploadedAt: toInstant(row.uploadedAt),
    scan: row.scan,
  };
}
