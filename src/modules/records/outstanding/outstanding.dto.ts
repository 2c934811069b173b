import type { OutstandingAction } from './outstanding.types.js';

/** The operation of this API that does it, with what it needs, for a button. */
export class OutstandingActionDto implements OutstandingAction {
  /** An operation of this API. @example uploadAttachment */
  operationId: string;

  /** What the button says. @example "Upload: Plat of survey" */
  label: string;

  /** What the operation is to be called with, of its path and of its body, by name; what is not here, the person gives. */
  parameters: Record<string, string>;
}
