export const PROFILES = ['public', 'contractor', 'staff'] as const;
export type Profile = (typeof PROFILES)[number];

export const STAFF_ROLES = ['permit-technician', 'plan-reviewer', 'inspector', 'cashier', 'code-officer', 'administrator'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/** Who is asking, as the access token says. */
export interface Principal {
  accountId: string;
  sessionId: string;
  profile: Profile;
  /** Empty unless the profile is `staff`. */
  roles: StaffRole[];
}

export function isStaff(principal: Principal | undefined): boolean {
  return principal?.profile === 'staff';
}
