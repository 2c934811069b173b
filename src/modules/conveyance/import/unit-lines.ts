import { Injectable } from '@nestjs/common';
import { sql, type Selectable } from 'kysely';
import type { BatchOutcome, ReadableLine } from '../../../platform/csv/csv-list.js';
import type { CsvProblem } from '../../../platform/csv/read-csv.js';
import { Database } from '../../../platform/database/database.js';
import type { Schema } from '../../../platform/database/schema.js';
import { DomainError, InvalidInput } from '../../../platform/errors/domain-error.js';
import { ContractorsService } from '../../contractors/index.js';
import { RecordsService, type AddressValue } from '../../records/index.js';
import { ConveyanceChangesService } from '../conveyance-changes.service.js';
import { ConveyanceRegistrationService, stateKeyOf, type CheckedConveyance } from '../conveyance-registration.service.js';
import {
  changeOf,
  changesOwner,
  merged,
  newsOf,
  problemsOf,
  readUnitLine,
  UNIT_COLUMNS,
  type UnitColumn,
  type UnitLine,
} from './unit-line.rules.js';

type Line = ReadableLine<UnitColumn>;
type ImportedLine = Partial<UnitLine> | null;
type OnFile = Selectable<Schema['conveyance.conveyance']> & { importedLine: ImportedLine; ownerAddress: AddressValue | null };

/** Loads lines of a list of units in the open transaction. */
@Injectable()
export class UnitLines {
  constructor(
    private readonly database: Database,
    private readonly registration: ConveyanceRegistrationService,
    private readonly changes: ConveyanceChangesService,
    private readonly records: RecordsService,
    private readonly contractors: ContractorsService,
  ) {}

  async load(importId: string, lines: readonly Line[]): Promise<BatchOutcome> {
    const loaded: BatchOutcome = { added: 0, changed: 0, unchanged: 0, refused: 0, problems: [] };
    const firstLines = await this.claim(importId, lines);
    await this.registration.holdStateNumbers(lines.map(({ values }) => values.stateRegistrationNumber));
    const onFile = await this.onFile(lines);
    const fresh: CheckedConveyance[] = [];
    for (const line of lines) {
      const key = stateKeyOf(line.values.stateRegistrationNumber);
      const first = firstLines.get(key);
      const found =
        first !== undefined && first !== line.line
          ? problemsOf(line.line, [{ pointer: '/stateRegistrationNumber', detail: `stands twice in the list, first in line ${first}` }])
          : await this.loadOne(line, onFile.get(key), loaded, fresh);
      if (found.length > 0) loaded.refused += 1;
      loaded.problems.push(...found);
      await this.database.forget();
    }
    loaded.added = (await this.registration.putOnFile(fresh)).length;
    return loaded;
  }

  /** Answers what is wrong; a line with that changes nothing. */
  private async loadOne(
    { line, values }: Line,
    unit: OnFile | undefined,
    loaded: BatchOutcome,
    fresh: CheckedConveyance[],
  ): Promise<CsvProblem[]> {
    const before = unit ? (unit.importedLine ?? (await this.lineOf(unit))) : {};
    const news = newsOf(values, before);
    if (unit && news.length === 0) {
      if (!unit.importedLine) await this.remember(unit.recordId, merged(values, before));
      loaded.unchanged += 1;
      return [];
    }
    const now = merged(values, before);
    const { request, errors } = readUnitLine(now);
    if (errors.length > 0) return problemsOf(line, errors);
    try {
      if (unit) {
        const owner = changesOwner(news) ? request.owner : null;
        await this.changes.load(unit.recordId, changeOf(request, news), owner);
        await this.remember(unit.recordId, now);
        loaded.changed += 1;
      } else {
        fresh.push(await this.registration.check(request, now));
      }
      return [];
    } catch (error) {
      // Both refuse before they write anything.
      if (error instanceof InvalidInput) return problemsOf(line, error.errors);
      if (error instanceof DomainError) {
        return problemsOf(line, [{ pointer: error.errors[0]?.pointer ?? '/stateRegistrationNumber', detail: error.message }]);
      }
      throw error;
    }
  }

  /** Which line of the list has a unit: the first one. */
  private async claim(importId: string, lines: readonly Line[]): Promise<Map<string, number>> {
    const given = lines.flatMap(({ line, values }) => {
      const stateKey = stateKeyOf(values.stateRegistrationNumber);
      return stateKey === '' ? [] : [{ stateKey, line }];
    });
    const keys = given.map(({ stateKey }) => stateKey);
    await this.database.execute(sql`
      insert into conveyance.import_line (import_id, state_key, line)
      select distinct on (g."stateKey") ${importId}::uuid, g."stateKey", g.line
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as g ("stateKey" text, line int) order by g."stateKey", g.line
      on conflict do nothing`);
    const rows = await this.database.rows(sql<{ stateKey: string; line: number }>`
      select state_key, line from conveyance.import_line where import_id = ${importId} and state_key = any(${keys}::text[])`);
    return new Map(rows.map(({ stateKey, line }) => [stateKey, line]));
  }

  private async onFile(lines: readonly Line[]): Promise<Map<string, OnFile>> {
    const keys = lines.map(({ values }) => stateKeyOf(values.stateRegistrationNumber));
    const units = this.database.query.selectFrom('conveyance.conveyance').selectAll().where('stateKey', 'in', keys);
    const rows = await units.$narrowType<{ importedLine: ImportedLine; ownerAddress: AddressValue | null }>().execute();
    return new Map(rows.map((row) => [row.stateKey, row]));
  }

  /** What is on file of a unit that came with no list, as a list would say it. */
  private async lineOf(unit: OnFile): Promise<UnitLine> {
    const { address } = (await this.records.byId(unit.recordId))!;
    const contractor = unit.contractorRecordId ? await this.contractors.byRecordId(unit.contractorRecordId) : null;
    const { importedLine: _line, ownerAddress, ...onFile } = unit;
    const words: Partial<Record<UnitColumn, string | number | null>> = {
      ...onFile,
      type: unit.typeCode,
      addressLine1: address?.line1,
      addressLine2: address?.line2,
      city: address?.city,
      state: address?.state,
      zip: address?.zip,
      parcelNumber: address?.parcelNumber,
      ownerAddressLine1: ownerAddress?.line1,
      ownerAddressLine2: ownerAddress?.line2,
      ownerCity: ownerAddress?.city,
      ownerState: ownerAddress?.state,
      ownerZip: ownerAddress?.zip,
      maintenanceContractor: contractor?.number,
    };
    return Object.fromEntries(UNIT_COLUMNS.map(({ name }) => [name, String(words[name] ?? '')])) as UnitLine;
  }

  /** No change of the unit, so its version stays. */
  private async remember(recordId: string, line: UnitLine): Promise<void> {
    const units = this.database.query.updateTable('conveyance.conveyance').where('recordId', '=', recordId);
    await units.set({ importedLine: JSON.stringify(line) }).execute();
  }
}
