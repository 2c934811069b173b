import { Injectable } from '@nestjs/common';
import type { LetterAttachment } from '../../platform/mail/mailer.js';
import { PaymentsService } from '../payments/index.js';
import { PermitsService } from '../permits/index.js';
import { IssuedPapers } from '../official-documents/index.js';
import type { PaperRef } from './message.js';

/** The file name a paper has in the letter. */
export function paperName(ref: PaperRef): string {
  switch (ref.paper) {
    case 'permit':
      return `permit-${ref.number}.pdf`;
    case 'certificate-of-completion':
      return `certificate-of-completion-${ref.number}.pdf`;
    case 'receipt':
      return 'receipt.pdf';
    case 'issued':
      return ref.fileName;
  }
}

/** The papers that go with letters, made anew for each letter. */
@Injectable()
export class Papers {
  constructor(
    private readonly permits: PermitsService,
    private readonly payments: PaymentsService,
    private readonly issued: IssuedPapers,
  ) {}

  async make(ref: PaperRef): Promise<LetterAttachment> {
    return { fileName: paperName(ref), contentType: 'application/pdf', content: await this.print(ref) };
  }

  private print(ref: PaperRef): Promise<Buffer> {
    switch (ref.paper) {
      case 'permit':
        return this.permits.documentPdf(ref.recordId);
      case 'certificate-of-completion':
        return this.permits.completionPdf(ref.recordId);
      case 'receipt':
        return this.payments.receiptPdf(ref.paymentId);
      case 'issued':
        return this.issued.pdf(ref.paperId);
    }
  }
}
