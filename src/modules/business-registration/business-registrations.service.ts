import { Injectable } from '@nestjs/common';
import type { FeeLineInput } from '../payments/index.js';
import { BusinessFeesService } from './business-fees.service.js';
import { BusinessRows } from './business-rows.js';
import { tradeName } from './business-details.js';
import { TransfersService, type TransferOffer } from './transfer/transfers.service.js';

/** The front door of business registration, for those who tell people about it. */
@Injectable()
export class BusinessRegistrationsService {
  constructor(
    private readonly rows: BusinessRows,
    private readonly transfers: TransfersService,
    private readonly fees: BusinessFeesService,
  ) {}

  /** The name over the door; null before the first step is filled in. */
  async nameOf(recordId: string): Promise<string | null> {
    const business = (await this.rows.byId(recordId))?.filled.business;
    return business ? tradeName(business) : null;
  }

  /** What coming again costs a business that is not closed, as it is charged with the result. */
  async reinspectionFees(recordId: string, typeName: string, visit: number): Promise<FeeLineInput[]> {
    const business = await this.rows.byId(recordId);
    return business && business.closedAt === null ? this.fees.reinspection(typeName, visit) : [];
  }

  /** An invitation that can still be accepted. */
  offerOf(transferId: string): Promise<TransferOffer | null> {
    return this.transfers.offerOf(transferId);
  }

  /** The secret link of an invitation, for its letter alone. */
  transferLink(transferId: string): Promise<string | null> {
    return this.transfers.link(transferId);
  }
}
