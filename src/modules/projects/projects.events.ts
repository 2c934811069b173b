import { DomainEvent } from '../../platform/events/domain-event.js';

/** The city opened a project. */
export class ProjectOpened extends DomainEvent<{ recordId: string; number: string }> {
  static override readonly type = 'records.project-opened';
}

/** `recordId` and `number` are those of the record that came to the project. */
export class RecordAddedToProject extends DomainEvent<{ recordId: string; number: string; projectId: string; projectNumber: string }> {
  static override readonly type = 'records.record-added-to-project';
}

/** `recordId` and `number` are those of the record that left. */
export class RecordRemovedFromProject extends DomainEvent<{ recordId: string; number: string; projectId: string; projectNumber: string }> {
  static override readonly type = 'records.record-removed-from-project';
}

/** The last open record of a project was closed. */
export class ProjectCompleted extends DomainEvent<{ recordId: string; number: string }> {
  static override readonly type = 'records.project-completed';
}

/** A complete project has an open record again. */
export class ProjectReopened extends DomainEvent<{ recordId: string; number: string }> {
  static override readonly type = 'records.project-reopened';
}

/** The city closed a project for good. */
export class ProjectClosed extends DomainEvent<{ recordId: string; number: string }> {
  static override readonly type = 'records.project-closed';
}
