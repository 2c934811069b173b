import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { formatCents } from '../../platform/money/money.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import { AccountsService } from '../accounts/index.js';
import { BusinessRegistrationsService } from '../business-registration/index.js';
import { CityProfile } from '../city/index.js';
import { CodeEnforcementService } from '../code-enforcement/index.js';
import { ContractorClasses, ContractorsService } from '../contractors/index.js';
import { InspectionsService } from '../inspections/index.js';
import { FeesService, PaymentsService } from '../payments/index.js';
import { PermitsService, PermitTypes } from '../permits/index.js';
import { InvitationsQueries } from '../invitations/index.js';
import { RecordsService, type RecordSummary } from '../records/index.js';
import { ReviewsService } from '../reviews/index.js';
import { messageWords } from './message-helpers.js';
import type { MessageFacts } from './message-templates.js';

interface OfRecord {
  facts: { recordId: string };
}

/** Whom to tell, and what there is to tell: asked from the modules below when an event is heard. */
@Injectable()
export class MessageSources {
  constructor(
    readonly accounts: AccountsService,
    readonly records: RecordsService,
    readonly contractors: ContractorsService,
    private readonly contractorClasses: ContractorClasses,
    readonly businesses: BusinessRegistrationsService,
    readonly invitations: InvitationsQueries,
    readonly cases: CodeEnforcementService,
    private readonly fees: FeesService,
    private readonly paid: PaymentsService,
    private readonly reviewing: ReviewsService,
    private readonly inspecting: InspectionsService,
    private readonly permits: PermitsService,
    private readonly permitTypes: PermitTypes,
    private readonly city: CityProfile,
    private readonly settings: Settings,
  ) {}

  url(path: string): string {
    return `${this.settings.frontEndUrl}${path}`;
  }

  /** Until when appointments can be changed, on the business day before: `4:00 PM`. */
  changeUntil(): string {
    return messageWords.time(this.city.inspection.changeUntil);
  }

  /** Everyone on the record. */
  async parties({ facts }: OfRecord): Promise<string[]> {
    return (await this.records.parties(facts.recordId)).map(({ accountId }) => accountId);
  }

  /** The applicant, and contractors named on the record. */
  async owners({ facts }: OfRecord): Promise<string[]> {
    return (await this.records.parties(facts.recordId)).filter(({ relation }) => relation === 'owner').map(({ accountId }) => accountId);
  }

  async contractorAccounts(recordId: string): Promise<string[]> {
    return (await this.contractors.byRecordId(recordId))?.accountIds ?? [];
  }

  /** Owners of any of the records, save the one who did it. */
  async ownersBesidesActor({ actorId }: { actorId: string | null }, ...recordIds: string[]): Promise<string[]> {
    const owners = await Promise.all(recordIds.map((recordId) => this.owners({ facts: { recordId } })));
    return owners.flat().filter((owner) => owner !== actorId);
  }

  async project(projectId: string): Promise<MessageFacts> {
    const { number, title } = recordFacts((await this.records.byId(projectId))!);
    return { project: { number, title }, partiesSeeAll: this.city.projects?.partiesSee === 'records' };
  }

  /** What an applicant for registration uploads. */
  async documentsOfApplication(recordId: string): Promise<string[]> {
    const { classes } = (await this.contractors.byRecordId(recordId))!;
    return this.contractorClasses.documentsFor(classes).map(({ name }) => name);
  }

  /** The open permits that a contractor is named on. */
  async permitsNaming(contractorRecordId: string): Promise<MessageFacts> {
    const { count, first } = await this.permits.openNaming(contractorRecordId);
    return {
      permitCount: count,
      permits: `${first.join(', ')}${count > first.length ? ' and others' : ''}`,
      blocksBooking: this.city.contractor.lapseBlocksBooking,
    };
  }

  /** Owners who did not pay themselves. */
  async ownersBesidesPayer(event: { facts: { recordId: string; paymentId: string } }): Promise<string[]> {
    const { accountId } = await this.paid.payment(event.facts.paymentId);
    return (await this.owners(event)).filter((owner) => owner !== accountId);
  }

  async nameOf(accountId: string): Promise<string> {
    const account = await this.accounts.get(accountId);
    return account?.businessName || account?.displayName || 'Somebody';
  }

  async loginOf(accountId: string): Promise<string> {
    const account = await this.accounts.get(accountId);
    return account?.username ?? account?.email ?? '';
  }

  async contractor(contractorNumber: string): Promise<MessageFacts> {
    const [standing] = await this.contractors.byNumbers([contractorNumber]);
    return { contractorNumber, businessName: standing?.businessName ?? contractorNumber };
  }

  /** The name over the door of the business that a record is about. */
  async businessName({ facts }: OfRecord): Promise<string> {
    return (await this.businesses.nameOf(facts.recordId)) ?? 'your business';
  }

  /** Who reviews, and by when. */
  async reviewsOpen({ facts }: OfRecord): Promise<MessageFacts[]> {
    const { open } = await this.reviewing.state(facts.recordId);
    return open.map(({ name, dueOn }) => ({ name, dueOn: dueOn.toString() }));
  }

  async reviewsAsking({ facts }: OfRecord): Promise<MessageFacts[]> {
    const { asking } = await this.reviewing.state(facts.recordId);
    return asking.map(({ name }) => ({ name }));
  }

  async inspectionsOpen({ facts }: OfRecord): Promise<MessageFacts[]> {
    return (await this.inspecting.active([facts.recordId])).map(({ typeName }) => ({ name: typeName }));
  }

  async feesDue({ facts }: OfRecord): Promise<{ outstanding: MessageFacts[]; feesDueCents: number }> {
    const outstanding = await this.fees.outstanding(facts.recordId);
    return {
      outstanding: outstanding.map(({ description, amountCents }) => ({ description, amountCents })),
      feesDueCents: outstanding.reduce((sum, { amountCents }) => sum + amountCents, 0),
    };
  }

  /** What is to be paid with the application. */
  async dueNow({ facts }: OfRecord): Promise<MessageFacts> {
    const dueNow = (await this.fees.outstanding(facts.recordId)).filter(({ due }) => due === 'at-application');
    return {
      dueNow: dueNow.map(({ description, amountCents }) => ({ description, amountCents })),
      dueNowCents: dueNow.reduce((sum, { amountCents }) => sum + amountCents, 0),
    };
  }

  /** What still stands between a permit and its issue (`P-06`). */
  async outstanding({ facts }: OfRecord): Promise<{ outstanding: MessageFacts[]; feesDueCents: number }> {
    const { outstanding } = await this.permits.requirements(facts.recordId);
    return {
      outstanding: outstanding.map(({ kind, label, amountCents }) => ({ kind: KINDS[kind], label, amountCents: amountCents ?? null })),
      feesDueCents: outstanding.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0),
    };
  }

  /** The name of the type that staff suggest, when it is another than the application's. */
  async suggestedType({ facts }: { facts: { recordId: string; suggestedType: string | null } }): Promise<string | null> {
    const { suggestedType, recordId } = facts;
    if (!suggestedType || (await this.permits.facts(recordId)).typeCode === suggestedType) return null;
    return (await this.permitTypes.published(suggestedType)).name;
  }

  async permitDates({ facts }: OfRecord): Promise<[string, string][]> {
    const { number, issuedOn, expiresOn } = await this.permits.facts(facts.recordId);
    return [
      ['Permit', number],
      ...(issuedOn ? ([['Issued', formatLongDate(issuedOn)]] as [string, string][]) : []),
      ...(expiresOn ? ([['Valid through', formatLongDate(expiresOn)]] as [string, string][]) : []),
    ];
  }

  async receiptLines(paymentId: string): Promise<MessageFacts> {
    const { receiptNumber, lines } = await this.paid.payment(paymentId);
    return {
      rows: [
        ['Receipt', receiptNumber],
        ...lines.map(({ description, recordNumber, amountCents }) => [`${description}, ${recordNumber}`, formatCents(amountCents)]),
      ],
    };
  }
}

const KINDS = { review: 'Review', fee: 'Fee', contractor: 'Contractor', document: 'Document' } as const;

/** What every message about a record can say of it. */
export function recordFacts(record: RecordSummary): MessageFacts {
  const { number, typeName, address, nextStep } = record;
  const place = address && [address.line1, address.line2].filter(Boolean).join(', ');
  return {
    number,
    typeName,
    /** `Residential fence (RST-2026-00017) at 12 Oak Street` */
    title: `${typeName} (${number})${place ? ` at ${place}` : ''}`,
    nextStep: nextStep.label.replace(/\.$/, ''),
    feesDueCents: record.feesDueCents,
  };
}
