import { Injectable } from '@nestjs/common';
import type { Published } from '../../platform/events/domain-event.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { FeesAssessed, FeesPaid, FeesVoided } from '../payments/index.js';
import { AttachmentDeleted, AttachmentFoundInfected, AttachmentUploaded } from '../attachments/index.js';
import { ContractorPapersService } from './contractor-papers.service.js';
import { FilingSettlement } from './filings/filing-settlement.js';

interface OfRecord {
  facts: { recordId: string };
}

/** What applications and renewals wait for, and what the city waits for, comes from the modules below. */
@Injectable()
export class ContractorsListener {
  constructor(
    private readonly filings: FilingSettlement,
    private readonly papers: ContractorPapersService,
  ) {}

  @OnEvent(FeesPaid, 'contractors.settle-after-payment')
  @OnEvent(FeesVoided, 'contractors.settle-after-void')
  @OnEvent(FeesAssessed, 'contractors.settle-after-assessment')
  async settle({ facts }: OfRecord): Promise<void> {
    await this.filings.settle(facts.recordId);
  }

  @OnEvent(AttachmentUploaded, 'contractors.note-upload')
  @OnEvent(AttachmentDeleted, 'contractors.note-deletion')
  @OnEvent(AttachmentFoundInfected, 'contractors.note-infection')
  async followDocuments({ facts }: OfRecord): Promise<void> {
    await this.filings.followDocuments(facts.recordId);
  }

  @OnEvent(AttachmentUploaded, 'contractors.note-papers')
  async notePapers({ facts }: Published<AttachmentUploaded>): Promise<void> {
    await this.papers.arrived(facts.recordId, facts.accountId);
  }
}
