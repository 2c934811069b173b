export const PROJECT_STATUSES = ['open', 'complete', 'closed'] as const;
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];

/** `complete`: every record in it is closed. It opens again when another comes, until the city closes it. */
export const ProjectTransitions: Record<ProjectStatus, readonly ProjectStatus[]> = {
  open: ['complete', 'closed'],
  complete: ['open', 'closed'],
  closed: [],
};

export const PROJECT_STATUS_LABELS: Record<ProjectStatus, string> = {
  open: 'Open',
  complete: 'Complete',
  closed: 'Closed',
};
