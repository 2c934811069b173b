import { DomainError } from '../../platform/errors/domain-error.js';

export class VerificationUnknown extends DomainError {
  static override readonly code = 'records.verification-unknown';
  static override readonly kind = 'not-found';
  static override readonly title = 'No document has this code';

  constructor() {
    super('We have not issued any document with this code. Compare it with the paper: 26 letters and digits below the QR code.');
  }
}
