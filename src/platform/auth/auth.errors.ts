import { DomainError } from '../errors/domain-error.js';

export class Unauthenticated extends DomainError {
  static override readonly code = 'platform.unauthenticated';
  static override readonly kind = 'unauthenticated';
  static override readonly title = 'You are not signed in';
}

export class Forbidden extends DomainError {
  static override readonly code = 'platform.forbidden';
  static override readonly kind = 'forbidden';
  static override readonly title = 'Your account may not do this';
  static override readonly members = { requiredRoles: ['permit-technician'] };
}
