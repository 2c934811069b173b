import type { TestApp } from './app.js';
import type { SignedInClient } from './builders.js';
import { expectStatus } from './permits.js';

/** What an import reports to a client. */
export interface ImportView {
  id: string;
  status: string;
  lines: number;
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  retired: number;
  problem: string | null;
  unknownColumns: string[];
  missingColumns: string[];
  problems: { line: number; column: string | null; detail: string }[];
}

export function listForm(csv: string, { replace }: { replace?: boolean } = {}): FormData {
  const form = new FormData();
  if (replace !== undefined) form.set('replace', String(replace));
  form.set('file', new Blob([csv], { type: 'text/csv' }), 'parcels.csv');
  return form;
}

/** Uploads a list and lets it be loaded. */
export async function loadParcels(
  app: TestApp,
  administrator: SignedInClient,
  csv: string,
  how: { replace?: boolean } = {},
): Promise<ImportView> {
  const { id } = expectStatus<ImportView>(await administrator.postForm('/admin/parcels/imports', listForm(csv, how)), 202);
  await app.settle();
  return expectStatus(await administrator.get(`/admin/parcels/imports/${id}`), 200);
}
