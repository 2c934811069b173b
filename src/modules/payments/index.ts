export { PaymentsModule } from './payments.module.js';
export { FeesService } from './ledger/fees.service.js';
export { FEE_STATUSES, type FeeStatus } from './ledger/fee.status.js';
export { type FeeLine, type OutstandingFee } from './ledger/fees.queries.js';
export { type FeeLineInput } from './ledger/posting.rules.js';
export { CheckoutExpired, FeesAssessed, FeesPaid, FeesVoided, PaymentReceived, PaymentRefunded } from './payments.events.js';
