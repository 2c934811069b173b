import { defineEntity, p } from '@mikro-orm/core';
import { changeOf, type Change } from '../../platform/status/change.js';
import { PROJECT_STATUSES, ProjectMachine } from './project.status.js';
import { ProjectClosedAlready } from './projects.errors.js';
import { ProjectClosed, ProjectCompleted, ProjectReopened } from './projects.events.js';

const ProjectSchema = defineEntity({
  name: 'Project',
  schema: 'records',
  tableName: 'project',
  properties: {
    recordId: p.uuid().primary(),
    name: p.text(),
    status: p.enum(PROJECT_STATUSES),
  },
});

/** A record that groups others. */
export class Project extends ProjectSchema.class {
  static open(recordId: string, name: string): Project {
    const project = new Project();
    project.recordId = recordId;
    project.name = name;
    project.status = 'open';
    return project;
  }

  /** Refuses to change what the city has closed. */
  requireOpen(number: string): void {
    if (this.status === 'closed') throw new ProjectClosedAlready(number);
  }

  /** Follows its records: complete when every one is closed, open again when one is not. Null when that is so already. */
  follow({ records, open }: { records: number; open: number }, number: string): Change | null {
    const to = records > 0 && open === 0 ? 'complete' : 'open';
    if (this.status === 'closed' || this.status === to) return null;
    const facts = { recordId: this.recordId, number };
    const [type, summary, event] =
      to === 'complete'
        ? ['records.project-completed', 'Every record of the project is closed: the project is complete.', new ProjectCompleted(facts)]
        : ['records.project-reopened', 'A record of the project is open again, and so is the project.', new ProjectReopened(facts)];
    return changeOf(ProjectMachine, this as Project, this.about(number), 'follow', {
      to,
      tells: { type, summary, visibility: 'parties' },
      event,
    });
  }

  close(number: string): Change {
    this.requireOpen(number);
    return changeOf(ProjectMachine, this as Project, this.about(number), 'close', {
      tells: { type: 'records.project-closed', summary: 'The city closed the project.', visibility: 'parties' },
      event: new ProjectClosed({ recordId: this.recordId, number }),
      audit: { action: 'records.close-project' },
    });
  }

  private about(number: string) {
    return { recordId: this.recordId, subject: number };
  }
}
ProjectSchema.setClass(Project);
