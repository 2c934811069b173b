import { Injectable } from '@nestjs/common';
import { BusinessRows } from './business-rows.js';
import { tradeName } from './business-details.js';
import { TransfersService, type TransferOffer } from './transfer/transfers.service.js';

/** The front door of business registration, for those who tell people about it. */
@Injectable()
export class BusinessRegistrationsService {
  constructor(
    private readonly rows: BusinessRows,
    private readonly transfers: TransfersService,
  ) {}

  /** The name over the door; null before the first step is filled in. */
  async nameOf(recordId: string): Promise<string | null> {
    const business = (await this.rows.byId(recordId))?.filled.business;
    return business ? tradeName(business) : null;
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
