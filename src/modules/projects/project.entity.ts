import { defineEntity, p } from '@mikro-orm/core';
import { PROJECT_STATUSES, ProjectTransitions, type ProjectStatus } from './project.status.js';
import { ProjectClosedAlready } from './projects.errors.js';

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

  /** Follows its records; tells whether that changed anything. */
  settle({ records, open }: { records: number; open: number }): boolean {
    if (this.status === 'closed') return false;
    const status = records > 0 && open === 0 ? 'complete' : 'open';
    if (status === this.status) return false;
    this.move(status);
    return true;
  }

  close(number: string): void {
    this.requireOpen(number);
    this.move('closed');
  }

  private move(to: ProjectStatus): void {
    if (!ProjectTransitions[this.status].includes(to)) throw new Error(`A project that is ${this.status} cannot become ${to}.`);
    this.status = to;
  }
}
ProjectSchema.setClass(Project);
