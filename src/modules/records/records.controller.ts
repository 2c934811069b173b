import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Public, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Etag } from '../../platform/http/etag.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { Clock } from '../../platform/time/clock.js';
import { RecordChronology } from './record-chronology.js';
import { RecordSearchQueries } from './record-search.queries.js';
import { ChronologyQuery, PublicRecordPageDto, RecordDto, RecordEventPageDto, RecordSearchQuery, toRecordDto } from './records.dto.js';
import { RecordNotFound, RecordNotLinked } from './records.errors.js';
import { RecordsService } from './records.service.js';

@ApiTags('Records')
@Controller('records')
export class RecordsController {
  constructor(
    private readonly searches: RecordSearchQueries,
    private readonly records: RecordsService,
    private readonly chronology: RecordChronology,
    private readonly clock: Clock,
  ) {}

  /**
   * Search the public records.
   *
   * For everyone, signed in or not. Finds records by number, address, type, status and contractor; an exact number comes alone,
   * other hits newest first, and when no record has all the words, those most alike first. Drafts are never found, and nothing
   * here names a person.
   */
  @Get()
  @Public()
  searchRecords(@Query() query: RecordSearchQuery): Promise<PublicRecordPageDto> {
    return this.searches.search(query);
  }

  /**
   * Show a record.
   *
   * Everyone sees number, kind, type, status, address, dates and contractor of a public record. Its parties and staff see more:
   * what they are on it, the next step, the fees due and how long it has waited for whom. The number may be written in any case,
   * without dashes or leading zeros. That a party looked stands in the chronology, once a day, for the owners to see.
   */
  @Get(':number')
  @Public()
  @Etag()
  @Problems(RecordNotFound)
  async getRecord(@CurrentPrincipal() principal: Principal | undefined, @Param('number') number: string): Promise<RecordDto> {
    return toRecordDto(await this.records.look(principal, number), this.clock.now());
  }

  /**
   * List what happened to a record, newest first.
   *
   * For its parties and staff. Owners also see who was invited, who joined and, with `looks`, who looked. Staff see everything, and
   * who did what by name.
   */
  @Get(':number/events')
  @SignedIn()
  @Problems(RecordNotFound, RecordNotLinked)
  listRecordEvents(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Query() query: ChronologyQuery,
  ): Promise<RecordEventPageDto> {
    return this.chronology.list(principal, number, query);
  }
}
