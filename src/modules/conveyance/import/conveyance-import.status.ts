export const CONVEYANCE_IMPORT_STATUSES = ['waiting', 'loading', 'done', 'refused'] as const;
export type ConveyanceImportStatus = (typeof CONVEYANCE_IMPORT_STATUSES)[number];

/** A list that cannot be read is refused as a whole; one that is broken off goes on where it stood. */
export const ConveyanceImportTransitions: Record<ConveyanceImportStatus, readonly ConveyanceImportStatus[]> = {
  waiting: ['loading', 'refused'],
  loading: ['done', 'refused'],
  done: [],
  refused: [],
};
