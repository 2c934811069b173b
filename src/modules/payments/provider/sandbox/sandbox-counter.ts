import { Injectable } from '@nestjs/common';
import { Settings } from '../../../../platform/config/settings.js';
import { ProviderNotInUse, SandboxSessionNotFound } from '../../payments.errors.js';
import { SandboxBank, type SandboxEvent, type SandboxSession } from './sandbox-bank.js';
import { SandboxWebhooks } from './sandbox-webhooks.js';
import type { SandboxOutcome } from './sandbox.dto.js';
import { sandboxPage } from './sandbox.page.js';

/** Where the payer meets the sandbox. */
@Injectable()
export class SandboxCounter {
  constructor(
    private readonly bank: SandboxBank,
    private readonly webhooks: SandboxWebhooks,
    private readonly settings: Settings,
  ) {}

  async page(id: string, declined: boolean): Promise<string> {
    return sandboxPage(await this.session(id), declined);
  }

  /** Answers where the payer goes next. */
  async decide(id: string, outcome: SandboxOutcome): Promise<string> {
    const session = await this.session(id);
    const event = await this.carryOut(id, outcome);
    if (event) await this.webhooks.deliverNow(event);
    return event?.type === 'checkout.declined' ? `/sandbox/checkouts/${id}?declined=1` : session.returnUrl;
  }

  private carryOut(id: string, outcome: SandboxOutcome): Promise<SandboxEvent | null> {
    switch (outcome) {
      case 'pay':
        return this.bank.pay(id);
      case 'decline':
        return this.bank.decline(id);
      case 'cancel':
        return this.bank.endSession(id, 'checkout.cancelled');
    }
  }

  private async session(id: string): Promise<SandboxSession> {
    if (this.settings.paymentProvider !== 'sandbox') throw new ProviderNotInUse();
    const session = await this.bank.session(id);
    if (!session) throw new SandboxSessionNotFound();
    return session;
  }
}
