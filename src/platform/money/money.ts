/** US cents, always a whole number. */
export type Cents = number;

/** Half a cent and more rounds up (away from zero), the one rounding rule in the house. Exact: integers only. */
export function percentOf(amount: Cents, basisPoints: number): Cents {
  const product = BigInt(amount) * BigInt(basisPoints);
  const sign = product < 0n ? -1n : 1n;
  return Number(sign * ((product * sign + 5_000n) / 10_000n));
}

/** `123456` → `$1,234.56` */
export function formatCents(cents: Cents): string {
  const sign = cents < 0 ? '-' : '';
  const whole = Math.abs(cents);
  return `${sign}$${Math.trunc(whole / 100).toLocaleString('en-US')}.${String(whole % 100).padStart(2, '0')}`;
}
