import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { beforeId, pageById, type Page, type PageQuery } from '../../../platform/http/paging.js';
import { AccountsService } from '../../accounts/index.js';
import { RefundRequestNotFound } from '../payments.errors.js';
import type { RefundRequestDto } from './refund-requests.dto.js';
import type { RefundRequestStatus } from './refund-request.status.js';

/** Refunds that wait for a second person, and what became of them. */
@Injectable()
export class RefundRequestsQueries {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
  ) {}

  async list({ status, ...query }: PageQuery & { status?: RefundRequestStatus }): Promise<Page<RefundRequestDto>> {
    const rows = await this.rows()
      .where('id', '<', beforeId(query))
      .$if(status !== undefined, (requests) => requests.where('status', '=', status!))
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute();
    const { items, nextCursor } = pageById(rows, query, (row) => row);
    return { items: await this.named(items), nextCursor };
  }

  async get(id: string): Promise<RefundRequestDto> {
    const [request] = await this.named(await this.rows().where('id', '=', id).execute());
    if (!request) throw new RefundRequestNotFound();
    return request;
  }

  private rows() {
    return this.database.query.selectFrom('payments.refund_request').selectAll();
  }

  private async named(rows: Awaited<ReturnType<ReturnType<typeof this.rows>['execute']>>): Promise<RefundRequestDto[]> {
    const ids = rows.flatMap(({ requestedBy, decidedBy }) => [requestedBy, decidedBy ?? []].flat());
    const nameOf = new Map((await this.accounts.getMany([...new Set(ids)])).map(({ id, displayName }) => [id, displayName]));
    return rows.map(({ recordId: _recordId, requestedBy, decidedBy, ...request }) => ({
      ...request,
      lines: request.lines as unknown as RefundRequestDto['lines'],
      requestedBy: { id: requestedBy, name: nameOf.get(requestedBy) ?? '' },
      decidedBy: decidedBy === null ? null : { id: decidedBy, name: nameOf.get(decidedBy) ?? '' },
    }));
  }
}
