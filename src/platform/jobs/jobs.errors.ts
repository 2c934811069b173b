import { DomainError } from '../errors/domain-error.js';

export class JobNotFound extends DomainError {
  static override readonly code = 'platform.job-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'No such job';
}
