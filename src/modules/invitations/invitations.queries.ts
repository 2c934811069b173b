import { Injectable } from '@nestjs/common';
import type { Selectable } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import type { Schema } from '../../platform/database/schema.js';
import { toInstant } from '../../platform/database/types.js';
import { beforeId, pageById, type PageQuery } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountsService, type AccountSummary } from '../accounts/index.js';
import { BusinessCalendar, CityProfile } from '../city/index.js';
import { OwnerOnly, RecordsService } from '../records/index.js';
import type { InvitationState } from './invitation.status.js';
import { InvitationLetters } from './invitation-letters.js';
import { InvitationLinks } from './invitation-links.js';
import type { InvitationPreviewDto, RecordInvitationDto, RecordInvitationPageDto } from './invitations.dto.js';
import { InvitationEnded, InvitationNotFound } from './invitations.errors.js';

type InvitationRow = Selectable<Schema['records.invitation']>;

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
  async list(principal: Principal, number: string, query: PageQuery): Promise<RecordInvitationPageDto> {
    const { record, relation } = await this.records.requireParty(principal, number);
    if (relation === 'linked') throw new OwnerOnly(record.number);
    const rows = await this.invitations
      .where('recordId', '=', record.id)
      .where('id', '<', beforeId(query))
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute();
    return pageById(rows, query, await this.toDtos(rows));
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
    const state = this.stateOf(row);
    if (state !== 'open') throw new InvitationEnded(state);
    const { number, kind, typeName, address } = record;
    const { relation, note, email } = row;
    const invitedBy = this.nameOf(await this.accounts.get(row.invitedBy));
    return { number, kind, typeName, address, relation, invitedBy, note, email, expiresAt: row.expiresAt };
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

  private byId(id: string) {
    return this.invitations.where('id', '=', id).executeTakeFirst();
  }

  private get invitations() {
    return this.database.query.selectFrom('records.invitation').selectAll();
  }

  private async toDtos(rows: InvitationRow[]): Promise<(row: InvitationRow) => RecordInvitationDto> {
    const people = [...new Set(rows.flatMap(({ invitedBy, acceptedBy }) => [invitedBy, acceptedBy ?? []].flat()))];
    const accounts = new Map((await this.accounts.getMany(people)).map((account) => [account.id, account]));
    const letters = await this.letters.statesOf(rows.map(({ id }) => id));
    return ({ recordId: _recordId, status, ...row }) => ({
      ...row,
      state: this.stateOf({ ...row, status }),
      invitedBy: this.nameOf(accounts.get(row.invitedBy)),
      acceptedBy: row.acceptedBy && (accounts.get(row.acceptedBy)?.displayName ?? ''),
      letter: letters.get(row.id) ?? null,
    });
  }

  /** Staff invite for the city, and not in their own name. */
  private nameOf(account: AccountSummary | null | undefined): string {
    return account?.profile === 'staff' ? this.city.name : account?.businessName || account?.displayName || 'Somebody';
  }

  private stateOf({ status, expiresAt }: Pick<InvitationRow, 'status' | 'expiresAt'>): InvitationState {
    const isOver = Temporal.Instant.compare(toInstant(expiresAt), this.clock.now()) <= 0;
    return status === 'open' && isOver ? 'expired' : status;
  }
}
