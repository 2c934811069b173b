import { Injectable } from '@nestjs/common';
import { InvalidInput } from '../../platform/errors/domain-error.js';

type IsOfRecord = (recordId: string, reviewId: string) => Promise<boolean>;

/** Files name the review that they belong to; whether it is one of the record is known to the module above that keeps reviews. */
@Injectable()
export class ReviewFiles {
  private isOfRecord: IsOfRecord | undefined;

  register(isOfRecord: IsOfRecord): void {
    this.isOfRecord = isOfRecord;
  }

  async require(recordId: string, reviewId: string): Promise<void> {
    if (await this.isOfRecord?.(recordId, reviewId)) return;
    throw new InvalidInput([{ pointer: '/reviewId', detail: 'must be a review of this record' }]);
  }
}
