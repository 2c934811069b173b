import { domainError } from '../../../platform/errors/domain-error.js';

export class PermitTypeNotFound extends domainError('permits.type-not-found', 'not-found', 'There is no such permit type') {}

export class CounterOnly extends domainError('permits.counter-only', 'rule-broken', 'This permit is taken at the counter or by mail only', {
  permitType: 'RES-NEW',
  reason: 'Hard copies of the plans are required',
  instructions: 'Bring three sets of the plans to the counter.',
  warning: null,
}) {}

export class PermitTypeExists extends domainError('permits.type-exists', 'conflict', 'A permit type already has this code') {}

export class PermitTypeUnfit extends domainError('permits.type-unfit', 'rule-broken', 'The permit type cannot be published as it is') {}

export class NoPermitTypeDraft extends domainError('permits.no-type-draft', 'not-found', 'This permit type has no draft') {}

export class PermitTypeRetired extends domainError('permits.type-retired', 'conflict', 'This permit type is no longer offered', {
  retiredOn: '2026-03-31',
}) {}

export class VocabularyWordUnknown extends domainError('permits.word-unknown', 'not-found', 'The vocabulary has no such word') {}
