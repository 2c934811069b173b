import { StatusMachine } from '../../platform/status/status-machine.js';

export const PROJECT_STATUSES = ['open', 'complete', 'closed'] as const;
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];

/** `complete`: every record in it is closed. It opens again when another comes, until the city closes it. */
export const ProjectMachine = new StatusMachine('records.project', PROJECT_STATUSES, {
  follow: { from: ['open', 'complete'], to: ['open', 'complete'] },
  close: { who: 'permit-technician', from: ['open', 'complete'], to: 'closed' },
});

export const PROJECT_STATUS_LABELS: Record<ProjectStatus, string> = {
  open: 'Open',
  complete: 'Complete',
  closed: 'Closed',
};
