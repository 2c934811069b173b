import { DomainError } from '../../platform/errors/domain-error.js';

export class ProjectNotFound extends DomainError {
  static override readonly code = 'records.project-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'No such project';

  constructor(number: string) {
    super(`We cannot find a project ${number}. Project numbers look like PRJ-2026-00004.`);
  }
}

export class ProjectClosedAlready extends DomainError {
  static override readonly code = 'records.project-closed-already';
  static override readonly kind = 'conflict';
  static override readonly title = 'The project is closed';
  static override readonly members = { currentStatus: 'closed' };

  constructor(number: string) {
    super(`${number} was closed by the city and stays as it is.`, { extensions: { currentStatus: 'closed' } });
  }
}

export class InProjectAlready extends DomainError {
  static override readonly code = 'records.in-project-already';
  static override readonly kind = 'conflict';
  static override readonly title = 'The record belongs to a project already';
  static override readonly members = { projectNumber: 'PRJ-2026-00004' };

  constructor(number: string, projectNumber: string) {
    super(`${number} belongs to ${projectNumber}. Take it out of that project first.`, { extensions: { projectNumber } });
  }
}

export class NotInProject extends DomainError {
  static override readonly code = 'records.not-in-project';
  static override readonly kind = 'not-found';
  static override readonly title = 'The record does not belong to the project';

  constructor(number: string, projectNumber: string) {
    super(`${number} does not belong to ${projectNumber}.`);
  }
}

export class ProjectFull extends DomainError {
  static override readonly code = 'records.project-full';
  static override readonly kind = 'conflict';
  static override readonly title = 'The project has as many records as it can hold';

  constructor(number: string, most: number) {
    super(`${number} holds ${most} records, which is the most. Ask the city to open another project.`);
  }
}
