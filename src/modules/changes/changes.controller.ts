import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiExtraModels, ApiHeader, ApiProduces, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Response } from 'express';
import { CurrentPrincipal, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { ChangeStreams } from './change-streams.js';
import { ChangesDto } from './changes.dto.js';
import { TooManyStreams } from './changes.errors.js';

@ApiTags('Dashboard')
@ApiExtraModels(ChangesDto)
@Controller('changes')
export class ChangesController {
  constructor(private readonly streams: ChangeStreams) {}

  /**
   * Hear what changes, as it happens.
   *
   * For every signed-in account, ten streams at a time: a stream of server-sent events that stays open until the session ends. The `data`
   * of each is a `ChangesDto`: which of your records, messages and carts changed, by name alone. Every `id` says how far the stream has
   * come; give the last one back as `Last-Event-ID` within a day and you are told what you missed. A message without `data` every 15
   * seconds keeps the connection alive. Polling goes on working.
   */
  @Get()
  @SignedIn()
  @ApiProduces('text/event-stream')
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The `id` of the last event that you have, to be told what came after it.',
  })
  @ApiResponse({
    status: 200,
    description: 'The stream; this is the `data` of each event.',
    content: { 'text/event-stream': { schema: { $ref: getSchemaPath(ChangesDto) } } },
  })
  @Problems(TooManyStreams)
  followChanges(
    @CurrentPrincipal() principal: Principal,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() response: Response,
  ): Promise<void> {
    return this.streams.open(principal, lastEventId || undefined, response);
  }
}
