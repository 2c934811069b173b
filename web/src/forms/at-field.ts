/** The API tells what is wrong without naming the field (“must be a phone number”); a person reads a whole sentence. */
export function wordsAtField(control: Element, detail: string): string {
  const label = labelOf(control);
  const ending = /[.!?]$/.test(detail) ? '' : '.';
  if (!label || !/^[a-z]/.test(detail)) return detail + ending;
  return /[?:.]$/.test(label) ? `${label} This ${detail}${ending}` : `${label} ${detail}${ending}`;
}

/** Without “(optional)”. */
function labelOf(control: Element): string | undefined {
  const legend = control instanceof HTMLInputElement && control.type === 'radio' && control.closest('fieldset')?.querySelector('legend');
  const label = legend || (control as HTMLInputElement).labels?.[0];
  return label?.firstChild?.textContent?.trim();
}
