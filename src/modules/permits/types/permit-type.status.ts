import { StatusMachine } from '../../../platform/status/status-machine.js';

export const PERMIT_TYPE_STATUSES = ['draft', 'published'] as const;
export type PermitTypeStatus = (typeof PERMIT_TYPE_STATUSES)[number];

/** Of one version of a permit type; published, it never changes. */
export const PermitTypeMachine = new StatusMachine('permits.permit_type_version', PERMIT_TYPE_STATUSES, {
  publish: { who: 'administrator', from: ['draft'], to: 'published' },
});
