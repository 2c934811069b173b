import { domainError } from '../../../platform/errors/domain-error.js';

export class NoFeeRules extends domainError('payments.no-fee-rules', 'rule-broken', 'The fee schedule says nothing about this') {}

export class FeeScheduleNotFound extends domainError('payments.fee-schedule-not-found', 'not-found', 'There is no such fee schedule') {}

export class FeeSchedulePublished extends domainError(
  'payments.fee-schedule-published',
  'conflict',
  'A published fee schedule never changes',
  { currentStatus: 'published' },
) {}

export class FeeScheduleUnfit extends domainError(
  'payments.fee-schedule-unfit',
  'rule-broken',
  'The fee schedule cannot be published as it is',
) {}
