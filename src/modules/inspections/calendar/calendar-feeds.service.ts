import { hash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Principal } from '../../../platform/auth/principal.js';
import { Settings } from '../../../platform/config/settings.js';
import { Database } from '../../../platform/database/database.js';
import { knownAs } from '../../../platform/http/etag.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountsService } from '../../accounts/index.js';
import type { CalendarFeedDto } from './calendar.dto.js';
import { CalendarFeedNotFound } from './calendar.errors.js';
import { CALENDAR_TYPE, CalendarService } from './calendar.service.js';

const SECRET_BYTES = 32;

/** The secret addresses at which calendar programs, which cannot sign in, read an account's appointments; one an account. */
@Injectable()
export class CalendarFeedsService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly calendars: CalendarService,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  async create({ accountId }: Principal): Promise<CalendarFeedDto> {
    const token = randomBytes(SECRET_BYTES).toString('base64url');
    const secret = { tokenHash: hashOf(token), createdAt: this.clock.now().toString() };
    await this.database.query
      .insertInto('inspections.calendar_feed')
      .values({ accountId, ...secret })
      .onConflict((conflict) => conflict.column('accountId').doUpdateSet(secret))
      .execute();
    return { url: `${this.settings.publicUrl}/v1/calendar-feeds/${token}.ics` };
  }

  async delete({ accountId }: Principal): Promise<void> {
    await this.database.query.deleteFrom('inspections.calendar_feed').where('accountId', '=', accountId).execute();
  }

  /** Undefined: the program has it already. */
  async answer(token: string, request: Request, response: Response): Promise<string | undefined> {
    const content = await this.calendars.ofAccount(await this.accountOf(token));
    const etag = `"${hash('sha256', content, 'base64url')}"`;
    const known = knownAs(etag, request.header('if-none-match'));
    response.set({ ETag: known ?? etag, 'Cache-Control': 'private, max-age=300' });
    if (known) {
      response.status(304);
      return undefined;
    }
    response.set('Content-Type', CALENDAR_TYPE);
    return content;
  }

  private async accountOf(token: string): Promise<string> {
    const feed = await this.database.query
      .selectFrom('inspections.calendar_feed')
      .select('accountId')
      .where('tokenHash', '=', hashOf(token))
      .executeTakeFirst();
    const account = feed && (await this.accounts.get(feed.accountId));
    if (!account || account.disabled) throw new CalendarFeedNotFound();
    return account.id;
  }
}

/** The token is as long as a key, so nobody finds it from the hash. */
function hashOf(token: string): string {
  return hash('sha256', token, 'hex');
}
