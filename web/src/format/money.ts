/** `$1,234.50` of cents. By hand, as dates are. */
export function money(cents: number): string {
  const whole = Math.abs(cents);
  const dollars = String(Math.floor(whole / 100)).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${cents < 0 ? '-' : ''}$${dollars}.${String(whole % 100).padStart(2, '0')}`;
}
