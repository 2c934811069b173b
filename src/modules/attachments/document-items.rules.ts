import type { OutstandingItem } from '../records/index.js';

/** Documents that are still to be uploaded as things that a record waits for. */
export function documentItems(missing: readonly { code: string; name: string }[], number: string): OutstandingItem[] {
  return missing.map(({ code, name }) => ({
    kind: 'document',
    code,
    label: name,
    waitingOn: 'applicant',
    action: { operationId: 'uploadAttachment', label: `Upload: ${name}`, parameters: { number, documentType: code } },
  }));
}
