const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** `$1,234.50` of cents. */
export const money = (cents: number): string => dollars.format(cents / 100);
