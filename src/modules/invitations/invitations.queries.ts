import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { toInstant } from '../../platform/database/types.js';
import { page, readIdCursor, type PageQuery } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountsService, type AccountSummary } from '../accounts/index.js';
import { BusinessCalendar, CityProfile } from '../city/index.js';
import { OwnerOnly } from '../records/index.js';
import { RecordsService } from '../records/index.js';
import type { Relation } from '../records/index.js';
import type { InvitationState, InvitationStatus } from './invitation.status.js';
import { InvitationLetters } from './invitation-letters.js';
import { InvitationLinks } from './invitation-links.js';
import type { InvitationPreviewDto, RecordInvitationDto, RecordInvitationPageDto } from './invitations.dto.js';
import { InvitationEnded, InvitationNotFound } from './invitations.errors.js';

interface InvitationRow {
  id: string;
  recordId: string;
  email: string;
  relation: Relation;
  managesVisits: boolean;
  note: string | null;
  status: InvitationStatus;
  invitedBy: string;
  invitedAt: string;
  expiresAt: string;
  endedAt: string | null;
  acceptedBy: string | null;
  isOver: boolean;
}

/** What letters say of an invitation. */
export interface InvitationFacts {
  email: string;
  note: string | null;
  /** `YYYY-MM-DD`, in the city's calendar. */
  expiresOn: string;
  /** A person's name, or the city's. */
  invitedBy: string;
}

@Injectable()
export class InvitationsQueries {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly accounts: AccountsService,
    private readonly links: InvitationLinks,
    private readonly letters: InvitationLetters,
    private readonly city: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  /** For owners, and for staff who are asked why somebody is on a record. */
  async list(principal: Principal, number: string, { limit, cursor }: PageQuery): Promise<RecordInvitationPageDto> {
    const { record, relation } = await this.records.requireParty(principal, number);
    if (relation === 'linked') throw new OwnerOnly(record.number);
    const before = readIdCursor(cursor) ?? null;
    const rows = await this.database.rows(sql<InvitationRow>`
      ${this.columns()} where record_id = ${record.id} and (${before}::uuid is null or id < ${before}::uuid) order by id desc limit ${limit + 1}`);
    const toDto = await this.toDtos(rows);
    return page(rows, limit, ({ id }) => [id], toDto);
  }

  async one(invitationId: string): Promise<RecordInvitationDto> {
    const row = (await this.byId(invitationId))!;
    return (await this.toDtos([row]))(row);
  }

  async preview(token: string): Promise<InvitationPreviewDto> {
    const id = this.links.invitationOf(token);
    const row = id && (await this.byId(id));
    const record = row && (await this.records.byId(row.recordId));
    if (!row || !record) throw new InvitationNotFound();
    const state = stateOf(row);
    if (state !== 'open') throw new InvitationEnded(state);
    const { number, kind, typeName, address } = record;
    const { relation, note, email } = row;
    const invitedBy = this.nameOf(await this.accounts.get(row.invitedBy));
    return { number, kind, typeName, address, relation, invitedBy, note, email, expiresAt: toInstant(row.expiresAt).toString() };
  }

  async facts(invitationId: string): Promise<InvitationFacts> {
    const row = (await this.byId(invitationId))!;
    return {
      email: row.email,
      note: row.note,
      expiresOn: this.calendar.dateOf(toInstant(row.expiresAt)).toString(),
      invitedBy: this.nameOf(await this.accounts.get(row.invitedBy)),
    };
  }

  private byId(id: string): Promise<InvitationRow | undefined> {
    return this.database.row(sql<InvitationRow>`${this.columns()} where id = ${id}`);
  }

  private columns() {
    return sql`
      select id, record_id, email::text as email, relation, manages_visits, note, status, invited_by, invited_at, expires_at, ended_at, accepted_by,
        expires_at <= ${this.clock.now().toString()}::timestamptz as is_over
      from records.invitation`;
  }

  private async toDtos(rows: InvitationRow[]): Promise<(row: InvitationRow) => RecordInvitationDto> {
    const people = [...new Set(rows.flatMap(({ invitedBy, acceptedBy }) => [invitedBy, acceptedBy ?? []].flat()))];
    const accounts = new Map((await this.accounts.getMany(people)).map((account) => [account.id, account]));
    const letters = await this.letters.statesOf(rows.map(({ id }) => id));
    return (row) => ({
      id: row.id,
      email: row.email,
      relation: row.relation,
      managesVisits: row.managesVisits,
      note: row.note,
      state: stateOf(row),
      invitedBy: this.nameOf(accounts.get(row.invitedBy)),
      invitedAt: toInstant(row.invitedAt).toString(),
      expiresAt: toInstant(row.expiresAt).toString(),
      endedAt: row.endedAt && toInstant(row.endedAt).toString(),
      acceptedBy: row.acceptedBy && (accounts.get(row.acceptedBy)?.displayName ?? ''),
      letter: letters.get(row.id) ?? null,
    });
  }

  /** Staff invite for the city, and not in their own name. */
  private nameOf(account: AccountSummary | null | undefined): string {
    return account?.profile === 'staff' ? this.city.name : account?.businessName || account?.displayName || 'Somebody';
  }
}

function stateOf({ status, isOver }: InvitationRow): InvitationState {
  return status === 'open' && isOver ? 'expired' : status;
}
