import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { page, readCursor } from '../../platform/http/paging.js';
import { AccountsService } from '../accounts/index.js';
import { CityProfile } from '../city/index.js';
import type { AddressValue } from '../records/index.js';
import { ContractorAccess } from './contractor-access.js';
import { ContractorClasses } from './contractor-classes.js';
import { ContractorCredentials, type Credential } from './contractor-credentials.js';
import { CONTRACTOR_STATUS_LABELS, NEVER_REGISTERED, wasRegistered } from './contractor.status.js';
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
    const rows = await this.database.query
      .selectFrom('contractors.contractor')
      .select(['recordId', 'contactName', 'phone', 'address', 'registeredAt', 'expiresOn', 'statusReason', 'papersSince', 'version'])
      .$narrowType<{ address: AddressValue }>()
      .where('recordId', 'in', recordIds)
      .execute();
    const members = this.database.query.selectFrom('contractors.contractor_account').select(['recordId', 'accountId', 'role']);
    const team = await members.where('recordId', 'in', recordIds).execute();
    const accounts = new Map((await this.accounts.getMany(team.map(({ accountId }) => accountId))).map((account) => [account.id, account]));
    const standings = new Map((await this.contractors.byRecordIds(recordIds)).map((standing) => [standing.recordId, standing]));
    const credentials = await this.credentials.of(recordIds);
    return new Map(
      rows.map(({ recordId, ...row }) => [
        recordId,
        {
          ...this.toDto(standings.get(recordId)!),
          ...row,
          renewalOpensOn: row.expiresOn && this.renewalOpensOn(row.expiresOn),
          credentials: credentials.flatMap((each) => (each.recordId === recordId ? this.toCredential(each) : [])),
          accounts: team.flatMap(({ recordId: its, accountId, role }) => {
            const account = its === recordId ? accounts.get(accountId) : undefined;
            return account ? { id: account.id, name: account.displayName, email: account.email, role, disabled: account.disabled } : [];
          }),
        },
      ]),
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

  private renewalOpensOn(expiresOn: string): string {
    return renewalOpensOn(Temporal.PlainDate.from(expiresOn), this.profile.contractor.renewalOpensDaysBefore).toString();
  }

  private toCredential({ recordId: _record, classCode, effectiveOn, expiresOn, ...credential }: Credential): CredentialDto {
    return {
      ...credential,
      name: this.classes.credentialName(credential.kind),
      class: classCode,
      effectiveOn: effectiveOn.toString(),
      expiresOn: expiresOn.toString(),
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
