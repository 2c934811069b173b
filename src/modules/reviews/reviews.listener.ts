import { Injectable } from '@nestjs/common';
import type { Published } from '../../platform/events/domain-event.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { AccountsService } from '../accounts/index.js';
import { AttachmentUploaded } from '../attachments/index.js';
import { ReviewResponsesService } from './review-responses.service.js';

@Injectable()
export class ReviewsListener {
  constructor(
    private readonly responses: ReviewResponsesService,
    private readonly accounts: AccountsService,
  ) {}

  @OnEvent(AttachmentUploaded, 'reviews.note-upload')
  async noteUpload({ facts, occurredAt }: Published<AttachmentUploaded>): Promise<void> {
    const uploader = await this.accounts.get(facts.accountId);
    if (uploader?.profile === 'staff') return;
    await this.responses.noteUpload(facts.recordId, facts.reviewId ?? undefined, occurredAt);
  }
}
