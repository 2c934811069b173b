import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Principal, StaffRole } from './principal.js';

export const ACCESS = Symbol('access');

export type Access = { who: 'anyone' } | { who: 'signed-in'; staff?: readonly StaffRole[] } | { who: 'staff'; roles: readonly StaffRole[] };

/** Open to everyone; who sends a token is known all the same (`@CurrentPrincipal`). */
export const Public = () => SetMetadata(ACCESS, { who: 'anyone' } satisfies Access);

/** For every signed-in account; of staff, when roles are named, for those alone. */
export const SignedIn = (...staff: StaffRole[]) =>
  SetMetadata(ACCESS, { who: 'signed-in', ...(staff.length > 0 ? { staff } : {}) } satisfies Access);

/** For staff with one of these roles; without roles, for all staff. */
export const Staff = (...roles: StaffRole[]) => SetMetadata(ACCESS, { who: 'staff', roles } satisfies Access);

export const DOWNLOAD = Symbol('download');

/** The route sends a file, and opens with an address of `createDownloadLink` as well as with a token. */
export const Download = () => SetMetadata(DOWNLOAD, true);

export function callerOf(_data: unknown, context: ExecutionContext): Principal | undefined {
  return (context.switchToHttp().getRequest<Request>() as Request & { user?: Principal }).user;
}

/** The account that asks; undefined on a `@Public()` route without a token. */
export const CurrentPrincipal = createParamDecorator(callerOf);
