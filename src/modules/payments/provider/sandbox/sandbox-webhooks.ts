import type { AddressInfo } from 'node:net';
import { Injectable, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Job } from '../../../../platform/jobs/job.decorators.js';
import { Clock } from '../../../../platform/time/clock.js';
import { DELIVER_EVENT, SandboxBank, type SandboxEvent } from './sandbox-bank.js';
import { sign } from './sandbox-signature.js';

const PATIENCE_MS = 10_000;

/** Calls the portal as a real provider would: over HTTP, signed, at once and again until it is answered well. */
@Injectable()
export class SandboxWebhooks {
  private readonly logger = new Logger(SandboxWebhooks.name);

  constructor(
    private readonly bank: SandboxBank,
    private readonly host: HttpAdapterHost,
    private readonly clock: Clock,
  ) {}

  /** The first try, while the payer waits for the redirect. The queued job tries again if it fails. */
  async deliverNow(event: SandboxEvent): Promise<void> {
    try {
      await this.deliver({ eventId: event.id });
    } catch (error) {
      this.logger.warn(`The event ${event.id} could not be delivered yet: ${(error as Error).message}`);
    }
  }

  @Job(DELIVER_EVENT)
  async deliver({ eventId }: { eventId: string }): Promise<void> {
    const body = await this.bank.undelivered(eventId);
    if (!body) return;
    const response = await fetch(this.address(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sandbox-signature': sign(body, await this.bank.signingSecret(), this.clock.now()) },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`The portal answered ${response.status}.`);
    await this.bank.markDelivered(eventId);
  }

  /** This process by its own port: the public address may not lead back here from where it runs. */
  private address(): string {
    const { port } = (this.host.httpAdapter.getHttpServer() as { address(): AddressInfo }).address();
    return `http://127.0.0.1:${port}/v1/webhooks/sandbox`;
  }
}
