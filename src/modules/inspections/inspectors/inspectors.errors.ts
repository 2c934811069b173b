import { DomainError } from '../../../platform/errors/domain-error.js';

export class InspectorNotFound extends DomainError {
  static override readonly code = 'inspections.inspector-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'There is no such inspector';

  constructor() {
    super('No inspector has this id.');
  }
}
