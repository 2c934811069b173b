import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/config/settings.js';
import { ProviderNotInUse } from '../payments.errors.js';
import type { PaymentProvider, ProviderName } from './payment-provider.js';
import { SandboxProvider } from './sandbox/sandbox.provider.js';
import { StripeProvider } from './stripe/stripe.provider.js';

/** The provider that new checkouts use, and those that older ones were made with. */
@Injectable()
export class PaymentProviders {
  constructor(
    private readonly settings: Settings,
    private readonly sandbox: SandboxProvider,
    private readonly stripe: StripeProvider,
  ) {}

  get current(): PaymentProvider {
    return this.of(this.settings.paymentProvider);
  }

  of(name: ProviderName): PaymentProvider {
    return name === 'stripe' ? this.stripe : this.sandbox;
  }

  /** For events that come in: nobody may speak for a provider that is not set up. */
  inUse(name: ProviderName): PaymentProvider {
    const isSetUp = name === 'stripe' ? this.settings.stripeWebhookSecret !== undefined : this.settings.paymentProvider === 'sandbox';
    if (!isSetUp) throw new ProviderNotInUse();
    return this.of(name);
  }
}
