import { domainError } from '../../platform/errors/domain-error.js';

export class TooManyStreams extends domainError('changes.too-many-streams', 'too-many', 'Too many streams are open', { most: 10 }) {
  constructor(most: number) {
    super(`Your account has ${most} streams open already. Close one of them, or share one among your tabs.`, { extensions: { most } });
  }
}
