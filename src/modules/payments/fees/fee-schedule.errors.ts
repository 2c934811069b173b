import { DomainError } from '../../../platform/errors/domain-error.js';

export class NoFeeRules extends DomainError {
  static override readonly code = 'payments.no-fee-rules';
  static override readonly kind = 'rule-broken';
  static override readonly title = 'The fee schedule says nothing about this';
}

export class FeeScheduleNotFound extends DomainError {
  static override readonly code = 'payments.fee-schedule-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'There is no such fee schedule';
}

export class FeeSchedulePublished extends DomainError {
  static override readonly code = 'payments.fee-schedule-published';
  static override readonly kind = 'conflict';
  static override readonly title = 'A published fee schedule never changes';
  static override readonly members = { currentStatus: 'published' };
}

export class FeeScheduleUnfit extends DomainError {
  static override readonly code = 'payments.fee-schedule-unfit';
  static override readonly kind = 'rule-broken';
  static override readonly title = 'The fee schedule cannot be published as it is';
}
