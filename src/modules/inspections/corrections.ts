import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { CorrectionMachine } from './correction.status.js';
import type { CorrectionRequest } from './inspections.dto.js';

/** What a visit adds to the list of what has to be put right, and what it takes off. */
export interface Findings {
  found: CorrectionRequest[];
  resolvedIds: string[];
}

/** What has to be put right, one by one. A failed visit hands on what is open to its re-inspection, as its checklist. */
@Injectable()
export class Corrections {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @param reinspectionId the visit that follows, which must be stored; null after an approval, which resolves all that was open */
  async settle(inspectionId: string, reinspectionId: string | null, { found, resolvedIds }: Findings): Promise<void> {
    const list = await this.listOf(inspectionId);
    refuseForeign(resolvedIds, list);
    const resolved = new Set(reinspectionId === null ? list.map(({ id }) => id) : resolvedIds.map((id) => id.toLowerCase()));
    await this.resolve([...resolved]);

    const last = list.at(-1)?.position ?? 0;
    const foundAt = this.clock.now().toString();
    const added = found.map(({ text, codeReference = null, attachmentId = null }, index): Correction => ({
      id: newId(),
      inspectionId,
      position: last + index + 1,
      text,
      codeReference,
      attachmentId,
      carriedFromId: null,
      foundAt,
    }));
    if (reinspectionId === null) return;
    const open = [...list.filter(({ id }) => !resolved.has(id)), ...added];
    const carried = open.map((correction, index) => ({
      ...correction,
      id: newId(),
      inspectionId: reinspectionId,
      position: index + 1,
      carriedFromId: correction.id,
    }));
    await this.add([...added, ...carried]);
  }

  private listOf(inspectionId: string): Promise<Correction[]> {
    return this.database.rows(sql<Correction>`
      select id, inspection_id, position, text, code_reference, attachment_id,
        carried_from_id, found_at
      from inspections.correction where inspection_id = ${inspectionId} and status = 'open' order by position`);
  }

  /** What is put right is so on the earlier visits, too, from which it was carried over. */
  private async resolve(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    await this.database.execute(sql`
      with recursive resolved as (
        select id, carried_from_id from inspections.correction where id = any(${ids}::uuid[])
        union all
        select c.id, c.carried_from_id from inspections.correction c join resolved on c.id = resolved.carried_from_id
      )
      update inspections.correction c set status = 'resolved', resolved_at = ${this.clock.now().toString()}
      from resolved where c.id = resolved.id and c.status = any(${CorrectionMachine.from('resolve')}::text[])`);
  }

  private async add(corrections: Correction[]): Promise<void> {
    if (corrections.length === 0) return;
    await this.database.execute(sql`
      insert into inspections.correction
        (id, inspection_id, position, text, code_reference, attachment_id, carried_from_id, status, found_at)
      select id, "inspectionId", position, text, "codeReference", "attachmentId", "carriedFromId", 'open', "foundAt"
      from jsonb_to_recordset(${JSON.stringify(corrections)}::jsonb) as c (id uuid, "inspectionId" uuid, position int, text text,
        "codeReference" text, "attachmentId" uuid, "carriedFromId" uuid, "foundAt" timestamptz)`);
  }
}

function refuseForeign(resolvedIds: string[], list: Correction[]): void {
  const own = new Set(list.map(({ id }) => id));
  const errors = resolvedIds.flatMap((id, index) =>
    own.has(id.toLowerCase())
      ? []
      : [{ pointer: `/resolvedCorrectionIds/${index}`, detail: 'must be an open correction of this inspection' }],
  );
  if (errors.length > 0) throw new InvalidInput(errors);
}

interface Correction {
  id: string;
  inspectionId: string;
  position: number;
  text: string;
  codeReference: string | null;
  attachmentId: string | null;
  carriedFromId: string | null;
  foundAt: string;
}
