import { Injectable } from '@nestjs/common';
import type { Published } from '../../platform/events/domain-event.js';
import { Events } from '../../platform/events/events.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { AppointmentCancelled, AppointmentLost, InspectionFailed, InspectionPassed, InspectionScheduled } from '../inspections/index.js';
import { FeesPaid, FeesVoided } from '../payments/index.js';
import { RecordsService, RelatedRecordChanged } from '../records/index.js';
import { CaseCourseService } from './case-course.service.js';
import { CaseFile } from './case-file.js';
import { line } from './case.types.js';
import { CaseReadyForReinspection, FinePaid } from './code-enforcement.events.js';

/** What happens below, on records that are cases. */
@Injectable()
export class CodeEnforcementListener {
  constructor(
    private readonly file: CaseFile,
    private readonly course: CaseCourseService,
    private readonly records: RecordsService,
    private readonly events: Events,
  ) {}

  @OnEvent(InspectionPassed, 'code-enforcement.comply-after-reinspection')
  async complyAfterReinspection({ facts }: Published<InspectionPassed>): Promise<void> {
    await this.course.passed(facts.recordId);
  }

  @OnEvent(InspectionFailed, 'code-enforcement.show-failed-reinspection')
  async showFailedReinspection({ facts }: Published<InspectionFailed>): Promise<void> {
    await this.course.failed(facts.recordId);
  }

  @OnEvent(InspectionScheduled, 'code-enforcement.settle-after-booking')
  async followBooking({ facts }: Published<InspectionScheduled>): Promise<void> {
    await this.course.booked(facts.recordId);
  }

  @OnEvent(AppointmentCancelled, 'code-enforcement.settle-after-cancellation')
  @OnEvent(AppointmentLost, 'code-enforcement.settle-after-lost-visit')
  @OnEvent(FeesVoided, 'code-enforcement.settle-after-void')
  async follow({ facts }: { facts: { recordId: string } }): Promise<void> {
    await this.course.follow(facts.recordId);
  }

  @OnEvent(FeesPaid, 'code-enforcement.note-paid-fine')
  async notePaidFine({ facts }: Published<FeesPaid>): Promise<void> {
    const { recordId, amountCents, outstandingCents } = facts;
    const codeCase = await this.file.lockForUpdate(recordId);
    if (!codeCase) return;
    if (codeCase.status !== 'closed') await this.file.follow(codeCase);
    const paid = outstandingCents === 0 ? 'The fine was paid.' : 'A part of the fine was paid.';
    await this.records.tell(recordId, line('fine-paid', paid));
    const { number, officerId = null } = codeCase;
    this.events.publish(new FinePaid({ recordId, number, amountCents, outstandingCents, officerId }));
  }

  /** The permit that answers the case goes its way, and the case's chronology with it. */
  @OnEvent(RelatedRecordChanged, 'code-enforcement.follow-permit')
  async followPermit({ facts }: Published<RelatedRecordChanged>): Promise<void> {
    const codeCase = facts.relation === 'answers' ? await this.file.lockForUpdate(facts.recordId) : null;
    if (!codeCase || codeCase.status === 'closed') return;
    const permit = `${facts.typeName} ${facts.number}, which answers the case`;
    await this.records.tell(codeCase.recordId, line('permit-changed', `${permit}: ${facts.statusLabel.toLowerCase()}.`));
    if (facts.status !== 'finaled' || codeCase.status !== 'notice-issued') return;
    await this.file.follow(codeCase);
    const { recordId, number, officerId = null } = codeCase;
    this.events.publish(new CaseReadyForReinspection({ recordId, number, permitNumber: facts.number, officerId }));
  }
}
