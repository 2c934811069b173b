import { DomainError } from '../../../platform/errors/domain-error.js';

export class PermitTypeNotFound extends DomainError {
  static override readonly code = 'permits.type-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'There is no such permit type';
}

export class CounterOnly extends DomainError {
  static override readonly code = 'permits.counter-only';
  static override readonly kind = 'rule-broken';
  static override readonly title = 'This permit is taken at the counter or by mail only';
  static override readonly members = {
    permitType: 'RES-NEW',
    reason: 'Hard copies of the plans are required',
    instructions: 'Bring three sets of the plans to the counter.',
    warning: null,
  };
}

export class PermitTypeExists extends DomainError {
  static override readonly code = 'permits.type-exists';
  static override readonly kind = 'conflict';
  static override readonly title = 'A permit type has this code already';
}

export class PermitTypeUnfit extends DomainError {
  static override readonly code = 'permits.type-unfit';
  static override readonly kind = 'rule-broken';
  static override readonly title = 'The permit type cannot be published as it is';
}

export class NoPermitTypeDraft extends DomainError {
  static override readonly code = 'permits.no-type-draft';
  static override readonly kind = 'not-found';
  static override readonly title = 'This permit type has no draft';
}

export class PermitTypeRetired extends DomainError {
  static override readonly code = 'permits.type-retired';
  static override readonly kind = 'conflict';
  static override readonly title = 'This permit type is no longer offered';
  static override readonly members = { retiredOn: '2026-03-31' };
}

export class VocabularyWordUnknown extends DomainError {
  static override readonly code = 'permits.word-unknown';
  static override readonly kind = 'not-found';
  static override readonly title = 'The vocabulary has no such word';
}
