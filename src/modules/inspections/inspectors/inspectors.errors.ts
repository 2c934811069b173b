import { domainError } from '../../../platform/errors/domain-error.js';

export class InspectorNotFound extends domainError('inspections.inspector-not-found', 'not-found', 'There is no such inspector') {
  constructor() {
    super('No inspector has this id.');
  }
}

export class InspectorExists extends domainError('inspections.inspector-exists', 'conflict', 'The account is an inspector already', {
  inspectorId: '0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10',
}) {
  constructor(inspectorId: string) {
    super('This account is an inspector already; change that entry instead.', { extensions: { inspectorId } });
  }
}

export class AbsenceNotFound extends domainError('inspections.absence-not-found', 'not-found', 'There is no such absence') {
  constructor() {
    super('This inspector has no absence with this id.');
  }
}

export class NotYourAbsence extends domainError('inspections.not-your-absence', 'forbidden', 'Inspectors enter their own absences only') {
  constructor() {
    super('Only permit technicians and administrators enter the absences of others.');
  }
}
