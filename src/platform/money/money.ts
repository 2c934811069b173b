/** US cents, always a whole number. */
export type Cents = number;

/** Half a cent and more rounds up (away from zero), the one rounding rule in the house. Exact: integers only. */
export function percentOf(amount: Cents, basisPoints: number): Cents {
  return roundHalfUp(BigInt(amount) * BigInt(basisPoints), 10_000n);
}

/** A fraction of cents as whole cents, by the same rule; the denominator is positive. */
export function roundHalfUp(numerator: bigint, denominator: bigint): Cents {
  const sign = numerator < 0n ? -1n : 1n;
  return Number(sign * ((2n * numerator * sign + denominator) / (2n * denominator)));
}

/** `123456` → `$1,234.56` */
export function formatCents(cents: Cents): string {
  const sign = cents < 0 ? '-' : '';
  const whole = Math.abs(cents);
  return `${sign}$${groupDigits(String(Math.trunc(whole / 100)))}.${String(whole % 100).padStart(2, '0')}`;
}

/** `1234567` → `1,234,567`; many times faster than `toLocaleString`, which fee lines and lists would call by the dozen. */
export function groupDigits(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
