import { StatusMachine } from '../status/status-machine.js';

/** `receiving`: its file is on the way; nobody is shown an import before it waits. */
export const CSV_IMPORT_STATUSES = ['receiving', 'waiting', 'loading', 'done', 'refused'] as const;

/** The course of an import, for the table of one list. A load that was broken off goes on from `loading`. */
export function csvImportMachine(table: string) {
  return new StatusMachine(table, CSV_IMPORT_STATUSES, {
    begin: { from: ['receiving'], to: 'waiting' },
    load: { from: ['waiting', 'loading'], to: 'loading' },
    finish: { from: ['loading'], to: 'done' },
    refuse: { from: ['waiting', 'loading'], to: 'refused' },
  });
}
export type CsvImportMachine = ReturnType<typeof csvImportMachine>;
