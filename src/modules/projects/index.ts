export { ProjectsModule } from './projects.module.js';
export { ProjectBlockers } from './project-blockers.js';
export { nextStepOf, toBlocker, type Blocker } from './project-blockers.rules.js';
export {
  ProjectClosed,
  ProjectCompleted,
  ProjectOpened,
  ProjectReopened,
  RecordAddedToProject,
  RecordRemovedFromProject,
} from './projects.events.js';
