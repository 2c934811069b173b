import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { ShortLived } from '../../../platform/time/short-lived.js';
import { BusinessCalendar } from '../../city/index.js';
import { CounterInstructions } from './counter-instructions.js';
import { CounterOnly, PermitTypeNotFound } from './permit-type.errors.js';
import type { PermitTypeVersion } from './permit-type.js';
import { toPermitTypeVersion, type StoredVersion } from './permit-type-version.rules.js';

/** How long another replica may still offer what was offered before a publication. */
const MOST_AGE_MS = 2_000;

interface Entry {
  id: string;
  code: string;
  effectiveOn: string;
  retiredOn: string | null;
}

/** The permit types that people can read and apply for: one version of each in force on each day, every version for ever. */
@Injectable()
export class PermitTypes {
  private readonly directory: ShortLived<Entry[]>;
  /** Published versions never change, so they stay right for as long as the process lives. */
  private readonly versions = new Map<string, PermitTypeVersion>();
  private offered?: { directory: Entry[]; today: string; types: Map<string, PermitTypeVersion> };

  constructor(
    private readonly database: Database,
    private readonly calendar: BusinessCalendar,
    private readonly instructions: CounterInstructions,
    clock: Clock,
  ) {
    this.directory = new ShortLived(clock, MOST_AGE_MS, () => this.readDirectory());
  }

  /** The version of a type that is in force today. */
  async published(code: string): Promise<PermitTypeVersion> {
    const type = (await this.current()).get(code.trim().toUpperCase());
    if (type) return type;
    throw new PermitTypeNotFound(
      `There is no permit type ${code}. Say in plain words what you want to build, and the permit finder names the type.`,
    );
  }

  /** The same for a type that has to be applied for online; a counter type is refused with its instructions. */
  async online(code: string): Promise<PermitTypeVersion> {
    const type = await this.published(code);
    this.mustBeOnline(type);
    return type;
  }

  mustBeOnline(type: PermitTypeVersion): void {
    if (!type.counter) return;
    const { instructions, warning } = this.instructions.of(type);
    throw new CounterOnly(`${type.name} cannot be applied for online. ${instructions}`, {
      extensions: { permitType: type.code, reason: type.counter.reasonName, instructions, warning },
    });
  }

  /** A published version by its id, whether or not it is still in force. */
  async version(id: string): Promise<PermitTypeVersion> {
    if (!this.versions.has(id)) await this.load([id]);
    const type = this.versions.get(id);
    if (!type) throw new PermitTypeNotFound(`There is no published version ${id} of a permit type.`);
    return type;
  }

  /** Every type in force today, by its code, in the order of the catalogue. */
  async current(): Promise<ReadonlyMap<string, PermitTypeVersion>> {
    const directory = await this.directory.get();
    const today = this.calendar.today().toString();
    if (this.offered?.directory === directory && this.offered.today === today) return this.offered.types;
    const inForce = new Map<string, string>();
    for (const { id, code, effectiveOn, retiredOn } of directory) {
      if (effectiveOn <= today && (retiredOn === null || retiredOn > today) && !inForce.has(code)) inForce.set(code, id);
    }
    await this.load([...inForce.values()].filter((id) => !this.versions.has(id)));
    const types = new Map([...inForce].map(([code, id]) => [code, this.versions.get(id)!]));
    this.offered = { directory, today, types };
    return types;
  }

  /** Call after the commit that published or retired a type. */
  forget(): void {
    this.directory.forget();
  }

  private async load(ids: string[]): Promise<void> {
    if (ids.length === 0) return;
    const rows = await this.database.rows(sql<StoredVersion>`
      select id, code, version, status, effective_on, definition, words from permits.permit_type_version
      where id = any(${ids}::uuid[]) and status = 'published'`);
    for (const row of rows) this.versions.set(row.id, toPermitTypeVersion(row));
  }

  private readDirectory(): Promise<Entry[]> {
    return this.database.rows(sql<Entry>`
      select v.id, v.code, v.effective_on, t.retired_on
      from permits.permit_type_version v join permits.permit_type t on t.code = v.code
      where v.status = 'published'
      order by t.position, t.code, v.effective_on desc, v.version desc`);
  }
}
