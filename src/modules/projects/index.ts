export { ProjectsModule } from './projects.module.js';
export {
  ProjectClosed,
  ProjectCompleted,
  ProjectOpened,
  ProjectReopened,
  RecordAddedToProject,
  RecordRemovedFromProject,
} from './projects.events.js';
