/** How a status looks: green is done, gold waits for somebody, red is bad, gray is over. */
const LOOKS: Record<string, 'good' | 'waiting' | 'bad' | 'over'> = {
  approved: 'good',
  issued: 'good',
  finaled: 'good',
  active: 'good',
  passed: 'good',
  complied: 'good',
  complete: 'good',
  completed: 'good',
  paid: 'good',
  'corrections-required': 'waiting',
  returned: 'waiting',
  due: 'waiting',
  ready: 'waiting',
  'renewal-due': 'waiting',
  'notice-issued': 'waiting',
  'fee-due': 'waiting',
  failed: 'bad',
  denied: 'bad',
  expired: 'bad',
  revoked: 'bad',
  suspended: 'bad',
  overdue: 'bad',
  lapsed: 'bad',
  cited: 'bad',
  withdrawn: 'over',
  cancelled: 'over',
  closed: 'over',
  retired: 'over',
  'out-of-service': 'over',
  void: 'over',
};

/** A status in the API's words. */
export function StatusTag({ status, label }: { status: string; label: string }) {
  return <span className={`tag tag--${LOOKS[status] ?? 'plain'}`}>{label}</span>;
}
