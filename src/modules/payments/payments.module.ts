import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { CityModule } from '../city/index.js';
import { RecordsModule } from '../records/index.js';
import { OwnPayments } from './payment/own-payments.js';
import { CartController } from './cart/cart.controller.js';
import { CartQueries } from './cart/cart.queries.js';
import { CartService } from './cart/cart.service.js';
import { Checkout } from './checkout/checkout.entity.js';
import { CheckoutEnding } from './checkout/checkout-ending.js';
import { CheckoutsController } from './checkout/checkouts.controller.js';
import { CheckoutsJobs } from './checkout/checkouts.jobs.js';
import { CheckoutsQueries } from './checkout/checkouts.queries.js';
import { CheckoutsService } from './checkout/checkouts.service.js';
import { Reservations } from './checkout/reservations.js';
import { Settlement } from './checkout/settlement.js';
import { FeeSchedulesModule } from './fees/fee-schedules.module.js';
import { FeeCorrections } from './ledger/fee-corrections.service.js';
import { FeeLedger } from './ledger/fee-ledger.js';
import { FeesAdminController } from './ledger/fees.admin.controller.js';
import { FeesController } from './ledger/fees.controller.js';
import { FeesQueries } from './ledger/fees.queries.js';
import { FeesService } from './ledger/fees.service.js';
import { CounterPaymentsService } from './payment/counter-payments.service.js';
import { PaymentLedger } from './payment/payment-ledger.js';
import { PaymentsAdminController } from './payment/payments.admin.controller.js';
import { PaymentsController } from './payment/payments.controller.js';
import { PaymentsQueries } from './payment/payments.queries.js';
import { PaymentsService } from './payment/payments.service.js';
import { ReconciliationService } from './payment/reconciliation.service.js';
import { PaidLinesOf } from './payment/paid-lines.js';
import { Refund } from './payment/refund.entity.js';
import { RefundLedger } from './payment/refund-ledger.js';
import { RefundRequest } from './payment/refund-request.entity.js';
import { RefundRequests } from './payment/refund-requests.js';
import { RefundRequestsAdminController } from './payment/refund-requests.admin.controller.js';
import { RefundRequestsQueries } from './payment/refund-requests.queries.js';
import { RefundSending } from './payment/refund-sending.js';
import { RefundsDueQueries } from './payment/refunds-due.queries.js';
import { MoneyMetrics } from './payment/money.metrics.js';
import { RefundsService } from './payment/refunds.service.js';
import { PaymentProviders } from './provider/payment-providers.js';
import { ProviderEvents } from './provider/provider-events.js';
import { SandboxBank } from './provider/sandbox/sandbox-bank.js';
import { SandboxController } from './provider/sandbox/sandbox.controller.js';
import { SandboxCounter } from './provider/sandbox/sandbox-counter.js';
import { SandboxProvider } from './provider/sandbox/sandbox.provider.js';
import { SandboxWebhooks } from './provider/sandbox/sandbox-webhooks.js';
import { StripeProvider } from './provider/stripe/stripe.provider.js';
import { WebhooksController } from './provider/webhooks.controller.js';

@Module({
  imports: [MikroOrmModule.forFeature([Checkout, Refund, RefundRequest]), CityModule, AccountsModule, RecordsModule, FeeSchedulesModule],
  controllers: [
    FeesController,
    FeesAdminController,
    CartController,
    CheckoutsController,
    PaymentsController,
    PaymentsAdminController,
    RefundRequestsAdminController,
    WebhooksController,
    SandboxController,
  ],
  providers: [
    OwnPayments,
    FeesService,
    FeeLedger,
    FeesQueries,
    FeeCorrections,
    CartService,
    CartQueries,
    CheckoutsService,
    CheckoutsQueries,
    CheckoutsJobs,
    CheckoutEnding,
    Reservations,
    Settlement,
    PaymentsService,
    PaymentsQueries,
    PaymentLedger,
    CounterPaymentsService,
    PaidLinesOf,
    RefundsService,
    RefundRequests,
    RefundRequestsQueries,
    RefundsDueQueries,
    RefundLedger,
    RefundSending,
    ReconciliationService,
    MoneyMetrics,
    PaymentProviders,
    ProviderEvents,
    StripeProvider,
    SandboxProvider,
    SandboxBank,
    SandboxCounter,
    SandboxWebhooks,
  ],
  exports: [FeesService, PaymentsService, CartQueries],
})
export class PaymentsModule {}
