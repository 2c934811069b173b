/** How a status looks: green is done, gold waits for somebody, red is bad, gray is over. */
const LOOKS: Record<string, 'good' | 'waiting' | 'bad' | 'over'> = {
  approved: 'good',
  issued: 'good',
  finaled: 'good',
  active: 'good',
  passed: 'good',
  paid: 'good',
  'corrections-required': 'waiting',
  returned: 'waiting',
  due: 'waiting',
  ready: 'waiting',
  failed: 'bad',
  denied: 'bad',
  expired: 'bad',
  revoked: 'bad',
  suspended: 'bad',
  withdrawn: 'over',
  cancelled: 'over',
  closed: 'over',
  void: 'over',
};

/** A status in the API's words. */
export function StatusTag({ status, label }: { status: string; label: string }) {
  return <span className={`tag tag--${LOOKS[status] ?? 'plain'}`}>{label}</span>;
}
