import { Injectable } from '@nestjs/common';
import type { Published } from '../../platform/events/domain-event.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { FeesAssessed, FeesPaid, FeesVoided } from '../payments/index.js';
import { AttachmentDeleted, AttachmentFoundInfected, AttachmentUploaded } from '../attachments/index.js';
import { FilingProgress } from './filings/filing-progress.js';

interface OfRecord {
  facts: { recordId: string };
}

/** What applications and renewals wait for, and what the city waits for, comes from the modules below. */
@Injectable()
export class ContractorsListener {
  constructor(private readonly filings: FilingProgress) {}

  @OnEvent(FeesPaid, 'contractors.settle-after-payment')
  @OnEvent(FeesVoided, 'contractors.settle-after-void')
  @OnEvent(FeesAssessed, 'contractors.settle-after-assessment')
  async advance({ facts }: OfRecord): Promise<void> {
    await this.filings.advance(facts.recordId);
  }

  @OnEvent(AttachmentUploaded, 'contractors.note-upload')
  @OnEvent(AttachmentDeleted, 'contractors.note-deletion')
  @OnEvent(AttachmentFoundInfected, 'contractors.note-infection')
  async followDocuments({ facts }: OfRecord): Promise<void> {
    await this.filings.followDocuments(facts.recordId);
  }

  @OnEvent(AttachmentUploaded, 'contractors.note-papers')
  async notePapers({ facts }: Published<AttachmentUploaded>): Promise<void> {
    await this.filings.noteUpload(facts.recordId, facts.accountId);
  }
}
