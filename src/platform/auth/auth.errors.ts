import { domainError } from '../errors/domain-error.js';

export class Unauthenticated extends domainError('platform.unauthenticated', 'unauthenticated', 'You are not signed in') {}

export class Forbidden extends domainError(
  'platform.forbidden',
  'forbidden',
  'Your account may not do this',
  { requiredRoles: ['permit-technician'] },
  ['requiredRoles'],
) {}
