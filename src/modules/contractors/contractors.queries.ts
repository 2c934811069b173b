import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { toInstant } from '../../platform/database/types.js';
import { page, readCursor } from '../../platform/http/paging.js';
import { AccountsService, type AccountSummary } from '../accounts/index.js';
import { CityProfile } from '../city/index.js';
import type { AddressValue } from '../records/index.js';
import { ContractorAccess } from './contractor-access.js';
import { ContractorClasses } from './contractor-classes.js';
import { ContractorCredentials, type Credential } from './contractor-credentials.js';
import { CONTRACTOR_STATUS_LABELS, NEVER_REGISTERED, wasRegistered, type MemberRole } from './contractor.status.js';
import type {
  ContractorClassListDto,
  ContractorDto,
  ContractorFileDto,
  ContractorFilePageDto,
  ContractorListQuery,
  ContractorPageDto,
  ContractorSearchQuery,
  CredentialDto,
} from './contractors.dto.js';
import { ContractorNotFound } from './contractors.errors.js';
import { ContractorsService, type ContractorStanding } from './contractors.service.js';
import { renewalOpensOn } from './filings/renewal.rules.js';

/** Not found by everyone. */
const HIDDEN = [...NEVER_REGISTERED, 'revoked'];

interface FileRow {
  recordId: string;
  contactName: string;
  phone: string;
  address: AddressValue;
  registeredAt: string | null;
  expiresOn: string | null;
  roles: Record<string, MemberRole>;
  statusReason: string | null;
  papersSince: string | null;
  version: number;
}

interface KeyRow {
  recordId: string;
  nameKey: string;
}

@Injectable()
export class ContractorQueries {
  constructor(
    private readonly database: Database,
    private readonly contractors: ContractorsService,
    private readonly classes: ContractorClasses,
    private readonly credentials: ContractorCredentials,
    private readonly accounts: AccountsService,
    private readonly access: ContractorAccess,
    private readonly profile: CityProfile,
  ) {}

  listClasses(): ContractorClassListDto {
    return {
      items: this.classes.all.map(({ code, name, requires, stateLicense, note }) => ({
        code,
        name,
        requires: [...requires],
        stateLicenseBoard: stateLicense?.board ?? null,
        stateLicenseExample: stateLicense?.example ?? null,
        documents: this.classes.documentsFor([code]),
        note: note ?? null,
      })),
    };
  }

  async search(query: ContractorSearchQuery): Promise<ContractorPageDto> {
    const rows = await this.keys(query, sql`c.status <> all(${HIDDEN}::text[])`);
    const standings = await this.standingsOf(rows);
    return page(rows, query.limit, keyOf, ({ recordId }) => this.toDto(standings.get(recordId)!));
  }

  async get(number: string): Promise<ContractorDto> {
    const standing = await this.contractors.byNumber(number);
    if (!standing || !wasRegistered(standing.status)) throw new ContractorNotFound(number);
    return this.toDto(standing);
  }

  async list(query: ContractorListQuery): Promise<ContractorFilePageDto> {
    const { status, expiresBefore } = query;
    const rows = await this.keys(
      query,
      sql`true ${status ? sql`and c.status = ${status}` : sql``} ${
        expiresBefore
          ? sql`and (c.expires_on < ${expiresBefore}::date or exists (select 1 from contractors.credential k
              where k.record_id = c.record_id and k.ended_at is null and k.expires_on < ${expiresBefore}::date))`
          : sql``
      }`,
    );
    const shown = rows.slice(0, query.limit);
    const files = await this.files(shown.map(({ recordId }) => recordId));
    return page(rows, query.limit, keyOf, ({ recordId }) => files.get(recordId)!);
  }

  /** For staff, and for those who act for the contractor; to others it is not there. */
  async fileFor(principal: Principal, number: string): Promise<ContractorFileDto> {
    const { recordId } = await this.access.look(principal, number);
    const file = (await this.files([recordId])).get(recordId);
    if (!file) throw new ContractorNotFound(number);
    return file;
  }

  async file(recordId: string): Promise<ContractorFileDto> {
    return (await this.files([recordId])).get(recordId)!;
  }

  private async files(recordIds: string[]): Promise<Map<string, ContractorFileDto>> {
    const rows = await this.database.rows(sql<FileRow>`
      select record_id, contact_name, phone, address, registered_at, expires_on, status_reason, papers_since, version,
        (select coalesce(jsonb_object_agg(a.account_id, a.role), '{}') from contractors.contractor_account a where a.record_id = c.record_id) as roles
      from contractors.contractor c where record_id = any(${recordIds}::uuid[])`);
    const standings = new Map((await this.contractors.byRecordIds(recordIds)).map((standing) => [standing.recordId, standing]));
    const credentials = await this.credentials.of(recordIds);
    const accounts = await this.accounts.getMany([...standings.values()].flatMap(({ accountIds }) => accountIds));
    return new Map(
      rows.map((row) => {
        const standing = standings.get(row.recordId)!;
        const own = credentials.filter(({ recordId }) => recordId === row.recordId);
        const acting = accounts.filter(({ id }) => standing.accountIds.includes(id));
        return [row.recordId, this.toFile(row, standing, own, acting)];
      }),
    );
  }

  private keys({ q, class: classCode, limit, cursor }: ContractorSearchQuery, where: RawBuilder<unknown>): Promise<KeyRow[]> {
    const after = readCursor(cursor, 2);
    const words = q?.trim();
    return this.database.rows(sql<KeyRow>`
      select c.record_id, lower(c.business_name) as name_key from contractors.contractor c
      where ${where}
        ${classCode ? sql`and c.classes @> array[${classCode}]::text[]` : sql``}
        ${words ? sql`and ${matching(words)}` : sql``}
        ${after ? sql`and (lower(c.business_name), c.record_id) > (${String(after[0])}, ${String(after[1])}::uuid)` : sql``}
      order by lower(c.business_name), c.record_id
      limit ${limit + 1}`);
  }

  private async standingsOf(rows: KeyRow[]): Promise<Map<string, ContractorStanding>> {
    const standings = await this.contractors.byRecordIds(rows.map(({ recordId }) => recordId));
    return new Map(standings.map((standing) => [standing.recordId, standing]));
  }

  private toDto(standing: ContractorStanding): ContractorDto {
    const { number, businessName, classes, status, ok, problems, classesInForce } = standing;
    return {
      number,
      businessName,
      classes: classes.map((code) => ({ code, name: this.classes.find(code)?.name ?? code })),
      status,
      statusLabel: CONTRACTOR_STATUS_LABELS[status],
      standing: { ok, problems: problems.map((problem) => ({ ...problem })), classesInForce },
    };
  }

  private toFile(row: FileRow, standing: ContractorStanding, credentials: Credential[], accounts: AccountSummary[]): ContractorFileDto {
    return {
      ...this.toDto(standing),
      contactName: row.contactName,
      phone: row.phone,
      address: row.address,
      registeredAt: row.registeredAt && toInstant(row.registeredAt).toString(),
      expiresOn: row.expiresOn,
      renewalOpensOn: row.expiresOn && this.renewalOpensOn(row.expiresOn),
      statusReason: row.statusReason,
      papersSince: row.papersSince,
      credentials: credentials.map((credential) => this.toCredential(credential)),
      accounts: accounts.map(({ id, displayName, email, disabled }) => ({ id, name: displayName, email, role: row.roles[id]!, disabled })),
      version: row.version,
    };
  }

  private renewalOpensOn(expiresOn: string): string {
    return renewalOpensOn(Temporal.PlainDate.from(expiresOn), this.profile.contractor.renewalOpensDaysBefore).toString();
  }

  private toCredential({ id, kind, classCode, number, amountCents, effectiveOn, expiresOn, recordedAt }: Credential): CredentialDto {
    return {
      id,
      kind,
      name: this.classes.credentialName(kind),
      class: classCode,
      number,
      amountCents,
      effectiveOn: effectiveOn.toString(),
      expiresOn: expiresOn.toString(),
      recordedAt: toInstant(recordedAt).toString(),
    };
  }
}

/** Part of the name as it is typed, a name with a slip in it, or a number. */
function matching(words: string): RawBuilder<unknown> {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const numberKey = words.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return sql`(c.business_name ilike ${pattern} or ${words} <% c.business_name or replace(c.number, '-', '') = ${numberKey})`;
}

function keyOf(row: KeyRow): string[] {
  return [row.nameKey, row.recordId];
}
