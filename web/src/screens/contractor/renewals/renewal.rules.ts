import type { Shape } from '../../../api/types';
import type { Attached } from '../../../forms/attachments-field';
import { withoutBlanks } from '../../../forms/without-blanks';
import { lastsTo, type Paper } from '../papers.rules';

/** A new paper as the form holds it. */
export interface NewPaper {
  kind: Paper['kind'];
  class: string;
  number: string;
  /** In dollars, as it is typed. */
  amountCents: string;
  effectiveOn: string;
  expiresOn: string;
  files: Attached[];
}

export interface RenewalValues {
  credentials: NewPaper[];
}

export const asCents = (dollars: string): number | undefined =>
  dollars.trim() === '' ? undefined : Math.round(Number(dollars.replaceAll(/[$,\s]/g, '')) * 100);

/** What must be new, since what is on file ends before the next term begins; a returned renewal comes back as it was sent. */
export function startingWith(papers: readonly Paper[], termFrom: string, returned?: Shape<'ContractorRenewalDto'>): NewPaper[] {
  if (returned && returned.credentials.length > 0) return returned.credentials.map(asSent);
  return papers.filter((paper) => !lastsTo(termFrom, paper)).map(blank);
}

export function blank({ kind, class: classCode, onFile }: Paper): NewPaper {
  return { kind, class: classCode ?? '', number: onFile?.number ?? '', amountCents: '', effectiveOn: '', expiresOn: '', files: [] };
}

function asSent({
  kind,
  class: classCode,
  number,
  amountCents,
  effectiveOn,
  expiresOn,
  attachmentIds,
}: Shape<'ClaimedCredentialDto'>): NewPaper {
  return {
    kind,
    class: classCode ?? '',
    number: number ?? '',
    amountCents: amountCents === null ? '' : String(amountCents / 100),
    effectiveOn,
    expiresOn,
    files: attachmentIds.map((id, index) => ({ id, fileName: `File ${index + 1}, as sent before` })),
  };
}

export function asRenewal({ credentials }: RenewalValues): Shape<'RenewContractorRequest'> {
  return {
    credentials: credentials.map(({ files, amountCents, ...paper }) => ({
      ...withoutBlanks(paper),
      ...(amountCents.trim() && { amountCents: asCents(amountCents) }),
      attachmentIds: files.map(({ id }) => id),
    })),
  };
}
