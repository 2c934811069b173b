import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { InspectionsService } from '../inspections/index.js';
import { NotificationsQueries } from '../notifications/index.js';
import { CartQueries } from '../payments/index.js';
import { PartyRecords } from '../records/index.js';
import {
  toDashboardInspectionDto,
  toDashboardRecordDto,
  type DashboardDto,
  type MyRecordPageDto,
  type MyRecordsQuery,
} from './dashboard.dto.js';

const MOST_OF_KIND = 100;

/** Puts together what concerns an account: one query of each module, however many records there are. */
@Injectable()
export class DashboardService {
  constructor(
    private readonly records: PartyRecords,
    private readonly inspections: InspectionsService,
    private readonly cart: CartQueries,
    private readonly notifications: NotificationsQueries,
  ) {}

  async of({ accountId }: Principal): Promise<DashboardDto> {
    const [mine, cart, unreadNotifications] = await Promise.all([
      this.records.of(accountId, MOST_OF_KIND),
      this.cart.summary(accountId),
      this.notifications.unreadCount(accountId),
    ]);
    const openIds = mine.filter(({ record }) => !record.closedAt).map(({ record }) => record.id);
    const activeInspections = openIds.length === 0 ? [] : await this.inspections.active(openIds);
    const ofKind = (kind: string) => mine.filter(({ record }) => record.kind === kind);
    const shown = (kind: string) => ofKind(kind).map(toDashboardRecordDto);
    const total = (kind: string) => ofKind(kind)[0]?.ofKind ?? 0;
    return {
      permits: shown('permit'),
      projects: shown('project'),
      licenses: shown('license'),
      cases: shown('case'),
      totals: { permits: total('permit'), projects: total('project'), licenses: total('license'), cases: total('case') },
      activeInspections: activeInspections.map(toDashboardInspectionDto),
      cart: { itemCount: cart.itemCount, totalCents: cart.totalCents },
      unreadNotifications,
    };
  }

  async recordsOf({ accountId }: Principal, query: MyRecordsQuery): Promise<MyRecordPageDto> {
    const { items, nextCursor } = await this.records.list(accountId, query);
    return { items: items.map(toDashboardRecordDto), nextCursor };
  }
}
