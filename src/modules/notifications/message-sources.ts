import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { AccountsService } from '../accounts/index.js';
import { ContractorsService } from '../contractors/index.js';
import { RecordsService, type RecordSummary } from '../records/index.js';
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
    private readonly settings: Settings,
  ) {}

  url(path: string): string {
    return `${this.settings.publicUrl}${path}`;
  }

  /** Everyone on the record. */
  async parties({ facts }: OfRecord): Promise<string[]> {
    return (await this.records.parties(facts.recordId)).map(({ accountId }) => accountId);
  }

  /** The applicant, and contractors named on the record. */
  async owners({ facts }: OfRecord): Promise<string[]> {
    return (await this.records.parties(facts.recordId)).filter(({ relation }) => relation === 'owner').map(({ accountId }) => accountId);
  }

  async applicants({ facts }: OfRecord): Promise<string[]> {
    return (await this.records.parties(facts.recordId)).filter(({ source }) => source === 'applicant').map(({ accountId }) => accountId);
  }

  async contractorAccounts(recordId: string): Promise<string[]> {
    return (await this.contractors.byRecordId(recordId))?.accountIds ?? [];
  }

  async isStaff(accountId: string | null): Promise<boolean> {
    return accountId !== null && (await this.accounts.get(accountId))?.profile === 'staff';
  }

  async nameOf(accountId: string): Promise<string> {
    const account = await this.accounts.get(accountId);
    return account?.businessName || account?.displayName || 'Somebody';
  }
}

/** What every message about a record can say of it. */
export function recordFacts(record: RecordSummary): MessageFacts {
  const { number, typeName, address, statusLabel, nextStep } = record;
  const place = address && [address.line1, address.line2].filter(Boolean).join(', ');
  return {
    number,
    typeName,
    statusLabel,
    place: place ?? null,
    /** `Residential fence (RST-2026-00017) at 12 Oak Street` */
    title: `${typeName} (${number})${place ? ` at ${place}` : ''}`,
    nextStep: nextStep.label,
    nextActor: nextStep.actor,
  };
}
