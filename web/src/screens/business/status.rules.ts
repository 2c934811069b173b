import type { Shape } from '../../api/types';

type Status = Shape<'BusinessRegistrationDto'>['status'];

const BEING_WRITTEN: readonly Status[] = ['draft', 'returned', 'corrections-required'];
const RENEWABLE: readonly Status[] = ['renewal-due', 'lapsed'];
const IN_FORCE: readonly Status[] = ['active', 'renewal-due'];
const OVER: readonly Status[] = ['closed', 'denied', 'revoked'];

/** Its owner may change the steps and submit it. */
export const isBeingWritten = (status: Status): boolean => BEING_WRITTEN.includes(status);

export const isRenewable = (status: Status): boolean => RENEWABLE.includes(status);

export const mayTransfer = (status: Status, isBeingRenewed: boolean): boolean => IN_FORCE.includes(status) && !isBeingRenewed;

export const mayClose = (status: Status): boolean => !OVER.includes(status);
