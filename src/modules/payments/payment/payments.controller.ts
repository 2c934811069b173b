import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Download, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { NoReceipt, PaymentNotFound } from '../payments.errors.js';
import { PaymentDto, PaymentPageDto, toPaymentDto } from './payments.dto.js';
import { PaymentsService } from './payments.service.js';

@ApiTags('Payments')
@Controller('payments')
export class PaymentsController {
  constructor(private readonly payments: PaymentsService) {}

  /** List what I have paid, newest first, online and at the counter, with what went back. */
  @Get()
  @SignedIn()
  async listPayments(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<PaymentPageDto> {
    const { items, nextCursor } = await this.payments.list(principal, query);
    return { items: items.map(toPaymentDto), nextCursor };
  }

  /** Show one payment. For the payer and staff. */
  @Get(':paymentId')
  @SignedIn('cashier', 'permit-technician', 'administrator')
  @Problems(PaymentNotFound)
  async getPayment(@CurrentPrincipal() principal: Principal, @Param('paymentId', UuidPipe) paymentId: string): Promise<PaymentDto> {
    return toPaymentDto(await this.payments.mine(principal, paymentId));
  }

  /**
   * Download the receipt as a PDF.
   *
   * For the payer and staff. It always shows the newest state: a refund stands on it, too.
   */
  @Download()
  @Get(':paymentId/receipt')
  @SignedIn()
  @ApiProduces('application/pdf')
  @Problems(PaymentNotFound, NoReceipt)
  async downloadReceipt(
    @CurrentPrincipal() principal: Principal,
    @Param('paymentId', UuidPipe) paymentId: string,
  ): Promise<StreamableFile> {
    const { fileName, pdf } = await this.payments.myReceipt(principal, paymentId);
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: `attachment; filename="${fileName}"`, length: pdf.length });
  }
}
