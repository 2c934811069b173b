import { domainError } from '../../platform/errors/domain-error.js';

export class VerificationUnknown extends domainError('records.verification-unknown', 'not-found', 'No document has this code') {
  constructor() {
    super('We have not issued any document with this code. Compare it with the paper: 26 letters and digits below the QR code.');
  }
}
