import type { PaperRef } from './message.js';

/** The file name a paper has in the letter. */
export function paperName(paper: PaperRef): string {
  switch (paper.paper) {
    case 'permit':
      return `permit-${paper.number}.pdf`;
    case 'receipt':
      return 'receipt.pdf';
  }
}
