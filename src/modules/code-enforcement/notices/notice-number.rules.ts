/** `CEC-2026-00004-1`, as people copy it: the number of the case, and which of its notices it is. */
export function readNoticeNumber(typed: string): { caseNumber: string; sequence: number } | null {
  const parts = /^(.*\d)[\s\-–—/]+(\d{1,3})$/.exec(typed.trim());
  return parts ? { caseNumber: parts[1]!, sequence: Number(parts[2]) } : null;
}
