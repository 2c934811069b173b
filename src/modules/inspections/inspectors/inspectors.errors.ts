import { DomainError } from '../../../platform/errors/domain-error.js';

export class InspectorNotFound extends DomainError {
  static override readonly code = 'inspections.inspector-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'There is no such inspector';

  constructor() {
    super('No inspector has this id.');
  }
}

export class InspectorExists extends DomainError {
  static override readonly code = 'inspections.inspector-exists';
  static override readonly kind = 'conflict';
  static override readonly title = 'The account is an inspector already';
  static override readonly members = { inspectorId: '0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10' };

  constructor(inspectorId: string) {
    super('This account is an inspector already; change that entry instead.', { extensions: { inspectorId } });
  }
}

export class AbsenceNotFound extends DomainError {
  static override readonly code = 'inspections.absence-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'There is no such absence';

  constructor() {
    super('This inspector has no absence with this id.');
  }
}

export class NotYourAbsence extends DomainError {
  static override readonly code = 'inspections.not-your-absence';
  static override readonly kind = 'forbidden';
  static override readonly title = 'Inspectors enter their own absences only';

  constructor() {
    super('Only permit technicians and administrators enter the absences of others.');
  }
}
