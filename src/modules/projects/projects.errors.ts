import { domainError } from '../../platform/errors/domain-error.js';

export class ProjectNotFound extends domainError('records.project-not-found', 'not-found', 'No such project') {
  constructor(number: string) {
    super(`We cannot find a project ${number}. Project numbers look like PRJ-2026-00004.`);
  }
}

export class ProjectClosedAlready extends domainError('records.project-closed-already', 'conflict', 'The project is closed', {
  currentStatus: 'closed',
}) {
  constructor(number: string) {
    super(`${number} was closed by the city and can no longer be changed.`, { extensions: { currentStatus: 'closed' } });
  }
}

export class InProjectAlready extends domainError('records.in-project-already', 'conflict', 'The record already belongs to a project', {
  projectNumber: 'PRJ-2026-00004',
}) {
  constructor(number: string, projectNumber: string) {
    super(`${number} belongs to ${projectNumber}. Take it out of that project first.`, { extensions: { projectNumber } });
  }
}

export class NotInProject extends domainError('records.not-in-project', 'not-found', 'The record does not belong to the project') {
  constructor(number: string, projectNumber: string) {
    super(`${number} does not belong to ${projectNumber}.`);
  }
}

export class ProjectFull extends domainError('records.project-full', 'conflict', 'The project has as many records as it can hold') {
  constructor(number: string, most: number) {
    super(`${number} holds ${most} records, the most a project can have. Ask the city to open another project.`);
  }
}
