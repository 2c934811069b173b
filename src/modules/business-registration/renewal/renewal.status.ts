export const RENEWAL_STATUSES = ['in-review', 'corrections-required', 'approved', 'completed', 'void'] as const;
export type RenewalStatus = (typeof RENEWAL_STATUSES)[number];

/** Of one year's renewal; what needs no review begins as approved. */
export const RenewalTransitions: Record<RenewalStatus, readonly RenewalStatus[]> = {
  'in-review': ['corrections-required', 'approved', 'void'],
  'corrections-required': ['in-review', 'void'],
  approved: ['completed', 'void'],
  completed: [],
  void: [],
};

export const RENEWAL_STATUS_LABELS: Record<RenewalStatus, string> = {
  'in-review': 'In review',
  'corrections-required': 'Corrections required',
  approved: 'Approved',
  completed: 'Renewed',
  void: 'Void',
};

/** Under way: at most one a registration. */
export const OPEN_RENEWAL = ['in-review', 'corrections-required', 'approved'] as const satisfies readonly RenewalStatus[];
