/** `(630) 555-0130` of an American number, others as they are. */
export function phone(number: string): string {
  const digits = number.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  return digits.length === 10 && !/^\+(?!1)/.test(number) ? `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}` : number;
}

/** For `href`: `tel:+16305550130`. */
export const telephone = (number: string): string => `tel:${number.replace(/[^\d+]/g, '')}`;
