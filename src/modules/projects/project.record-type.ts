import { definePartySource, defineRecordType, type CaseFileKind } from '../records/index.js';
import { Project } from './project.entity.js';
import { PROJECT_STATUS_LABELS } from './project.status.js';
import { ProjectNotFound } from './projects.errors.js';

export const PROJECT = defineRecordType({ kind: 'project', role: 'permit-technician', isLinkable: true, hasCoOwners: true });

export const PROJECT_FILE: CaseFileKind<Project> = {
  entity: Project,
  notFound: (number) => new ProjectNotFound(number),
  shows: ({ status }) => ({ status, statusLabel: PROJECT_STATUS_LABELS[status], closed: status === 'closed' }),
};

/** Is party to the project that the record belongs to. */
export const BY_PROJECT = definePartySource({ source: 'project', way: 'project', isRemovable: false });
