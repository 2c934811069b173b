import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Clock } from '../../platform/time/clock.js';
import { RecordSearchQueries } from './record-search.queries.js';
import { toRecordDto, type PublicRecordPageDto, type RecordDto, type RecordSearchQuery } from './records.dto.js';
import { RecordsService } from './records.service.js';

/** What everyone can look up. */
@Injectable()
export class RecordLookups {
  constructor(
    private readonly records: RecordsService,
    private readonly searches: RecordSearchQueries,
    private readonly clock: Clock,
  ) {}

  search(query: RecordSearchQuery): Promise<PublicRecordPageDto> {
    return this.searches.search(query);
  }

  async get(principal: Principal | undefined, number: string): Promise<RecordDto> {
    return toRecordDto(await this.records.look(principal, number), this.clock.now());
  }
}
