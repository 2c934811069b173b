import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { DataKeys } from '../../../platform/auth/data-keys.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { codeFrom, groupedCode } from '../../official-documents/index.js';
import { OutsiderFiles, type ReceivedFile } from '../../attachments/index.js';
import { RecordsService } from '../../records/index.js';
import { CaseFile } from '../case-file.js';
import type { CodeCase } from '../case.entity.js';
import { ConcernClosed, TooManyPhotos } from '../code-enforcement.errors.js';
import { CaseHeardMore, ConcernReported } from '../code-enforcement.events.js';
import { placeInWords } from '../place.rules.js';
import { CaseOpening } from './case-opening.service.js';
import { CONCERN_CODE, ConcernQueries, type ConcernRow } from './concerns.queries.js';
import type { ConcernDto, ConcernPhotoDto, ReportConcernRequest, ReportedConcernDto } from './concerns.dto.js';

/** Enough to show a thing from all sides. */
const MOST_PHOTOS = 10;

/** What comes within this time of what came before belongs to it. */
const QUIET_MINUTES = 60;

/**
 * What people report (E-01). Who they are stays in the concern's own row, which code officers alone can read: chronology, events,
 * notes, files and messages of the case say nothing of them.
 */
@Injectable()
export class ConcernsService {
  constructor(
    private readonly database: Database,
    private readonly opening: CaseOpening,
    private readonly file: CaseFile,
    private readonly queries: ConcernQueries,
    private readonly records: RecordsService,
    private readonly files: OutsiderFiles,
    private readonly keys: DataKeys,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  async report(principal: Principal | undefined, request: ReportConcernRequest): Promise<ReportedConcernDto> {
    const site = await this.opening.reportedSite(request);
    const code = codeFrom(randomBytes(16));
    return this.database.transaction(async () => {
      const open = await this.opening.openAt(site);
      const codeCase = open ?? (await this.opening.open(site));
      const concernId = newId();
      const { name, email, phone } = request.contact ?? {};
      await this.database.query
        .insertInto('code_enforcement.concern')
        .values({
          id: concernId,
          caseId: codeCase.recordId,
          category: site.category.code,
          place: placeInWords(site.place),
          text: request.text,
          reporterId: principal?.accountId,
          contactName: name,
          contactEmail: email,
          contactPhone: phone,
          codeFingerprint: this.keys.fingerprint(CONCERN_CODE, code),
          reportedAt: this.clock.now().toString(),
        })
        .execute();
      await this.tellStaff(
        codeCase,
        open ? 'concern-joined' : 'concern-reported',
        open ? 'Another concern about the same came in.' : 'A concern came in.',
      );
      if (open) this.hearMore(open);
      this.events.publish(new ConcernReported({ concernId }));
      return { ...(await this.queries.byId(concernId)), followUpCode: groupedCode(code) };
    });
  }

  async add(principal: Principal | undefined, codeOrId: string, text: string): Promise<ConcernDto> {
    return this.database.transaction(async () => {
      const { concern, codeCase } = await this.openConcern(principal, codeOrId);
      const addition = { id: newId(), concernId: concern.id, text, addedAt: this.clock.now().toString() };
      await this.database.query.insertInto('code_enforcement.concern_addition').values(addition).execute();
      await this.tellStaff(codeCase, 'concern-added-to', 'More was said about a concern.');
      this.hearMore(codeCase);
      return this.queries.byId(concern.id);
    });
  }

  /** Refuses a photo before it is read. */
  async expectPhoto(principal: Principal | undefined, codeOrId: string): Promise<void> {
    const concern = await this.queries.find(principal, codeOrId);
    if (concern.status === 'closed') throw new ConcernClosed();
    if (concern.photoCount >= MOST_PHOTOS) throw new TooManyPhotos(MOST_PHOTOS);
  }

  async addPhoto(principal: Principal | undefined, codeOrId: string, file: ReceivedFile): Promise<ConcernPhotoDto> {
    return this.database.transaction(async () => {
      const { concern, codeCase } = await this.openConcern(principal, codeOrId);
      if (concern.photoCount >= MOST_PHOTOS) throw new TooManyPhotos(MOST_PHOTOS);
      const attachmentId = await this.files.add(codeCase.recordId, { role: 'code-officer', documentType: 'concern-photo' }, file);
      const told = await this.wasHeardLately(concern.id);
      const photo = { attachmentId, concernId: concern.id, addedAt: this.clock.now().toString() };
      await this.database.query.insertInto('code_enforcement.concern_photo').values(photo).execute();
      if (!told) this.hearMore(codeCase);
      return { fileName: file.fileName, photoCount: concern.photoCount + 1 };
    });
  }

  /** The concern and its case, both to be changed. */
  private async openConcern(principal: Principal | undefined, codeOrId: string): Promise<{ concern: ConcernRow; codeCase: CodeCase }> {
    const { id, caseId } = await this.queries.find(principal, codeOrId);
    await this.file.lockForUpdate(caseId);
    // The case may have been joined with another, or its photos counted, while this waited.
    const concern = await this.queries.row(id);
    const codeCase = (await this.file.lockForUpdate(concern.caseId))!;
    if (codeCase.status === 'closed') throw new ConcernClosed();
    return { concern, codeCase };
  }

  /** Whether the officer has just been told of this concern: a letter for each of ten photos would be nine too many. */
  private async wasHeardLately(concernId: string): Promise<boolean> {
    const since = this.clock.now().subtract({ minutes: QUIET_MINUTES }).toString();
    const lately = await this.database.row(sql`
      select 1 from code_enforcement.concern n where n.id = ${concernId} and (n.reported_at > ${since}
        or exists (select from code_enforcement.concern_addition where concern_id = n.id and added_at > ${since})
        or exists (select from code_enforcement.concern_photo where concern_id = n.id and added_at > ${since}))`);
    return lately !== undefined;
  }

  private hearMore({ recordId, number, officerId }: CodeCase): void {
    if (officerId) this.events.publish(new CaseHeardMore({ recordId, number, officerId }));
  }

  private async tellStaff({ recordId }: CodeCase, what: string, summary: string): Promise<void> {
    await this.records.tell(recordId, { type: `code-enforcement.${what}`, summary, visibility: 'staff', unsigned: true });
  }
}
