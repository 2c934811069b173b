import { Controller, HttpCode, Post, Req, type RawBodyRequest } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Public } from '../../../platform/auth/auth.decorators.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { ProviderNotInUse, WebhookRefused } from '../payments.errors.js';
import { ProviderEvents } from './provider-events.js';
import { WebhookReceivedDto } from './webhooks.dto.js';

@ApiTags('Payment provider webhooks')
@Controller('webhooks')
export class WebhooksController {
  constructor(private readonly events: ProviderEvents) {}

  /**
   * Receive an event from Stripe.
   *
   * Called by Stripe. The signature must fit the body and be no older or younger than five minutes. The event is stored before the
   * answer and worked off afterwards; one that was seen before is answered in the same way and changes nothing.
   */
  @Post('stripe')
  @HttpCode(200)
  @Public()
  @ApiHeader({ name: 'Stripe-Signature', required: true, description: '`t=…,v1=…`, as Stripe signs its events.' })
  @ApiBody({ schema: { type: 'object', description: 'An event object of Stripe.', additionalProperties: true } })
  @Problems(WebhookRefused, ProviderNotInUse)
  async receiveStripeEvent(@Req() request: RawBodyRequest<Request>): Promise<WebhookReceivedDto> {
    await this.events.receive('stripe', request.rawBody, request.header('stripe-signature'));
    return { received: true };
  }

  /**
   * Receive an event from the sandbox.
   *
   * Called by the sandbox, while it is the payment provider. Signed and handled as Stripe's events are.
   */
  @Post('sandbox')
  @HttpCode(200)
  @Public()
  @ApiHeader({ name: 'Sandbox-Signature', required: true, description: '`t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`.' })
  @ApiBody({ schema: { type: 'object', description: 'An event of the sandbox.', additionalProperties: true } })
  @Problems(WebhookRefused, ProviderNotInUse)
  async receiveSandboxEvent(@Req() request: RawBodyRequest<Request>): Promise<WebhookReceivedDto> {
    await this.events.receive('sandbox', request.rawBody, request.header('sandbox-signature'));
    return { received: true };
  }
}
