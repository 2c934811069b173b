import { domainEvent } from '../../platform/events/domain-event.js';

/** The city opened a project. */
export class ProjectOpened extends domainEvent<{ recordId: string; number: string }>('records.project-opened') {}

/** `recordId` and `number` are those of the record that came to the project. */
export class RecordAddedToProject extends domainEvent<{ recordId: string; number: string; projectId: string; projectNumber: string }>(
  'records.record-added-to-project',
) {}

/** `recordId` and `number` are those of the record that left. */
export class RecordRemovedFromProject extends domainEvent<{ recordId: string; number: string; projectId: string; projectNumber: string }>(
  'records.record-removed-from-project',
) {}

/** The last open record of a project was closed. */
export class ProjectCompleted extends domainEvent<{ recordId: string; number: string }>('records.project-completed') {}

/** A complete project has an open record again. */
export class ProjectReopened extends domainEvent<{ recordId: string; number: string }>('records.project-reopened') {}

/** The city closed a project for good. */
export class ProjectClosed extends domainEvent<{ recordId: string; number: string }>('records.project-closed') {}
