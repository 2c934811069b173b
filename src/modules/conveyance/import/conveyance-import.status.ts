export const CONVEYANCE_IMPORT_STATUSES = ['waiting', 'loading', 'done', 'refused'] as const;
export type ConveyanceImportStatus = (typeof CONVEYANCE_IMPORT_STATUSES)[number];
