import { ContractorsService } from '../../contractors/index.js';
import { RecordsService, type RecordSummary } from '../../records/index.js';
import type { Ask } from '../ask.js';
import { portalPaths } from '../portal-paths.js';

export interface OfRecord {
  facts: { recordId: string };
}

/** Who is told. */
export const theAccount = ({ facts }: { facts: { accountId: string } }) => [facts.accountId];
export const thePayer = ({ facts }: { facts: { accountId?: string } }) => (facts.accountId ? [facts.accountId] : []);

export const theInspector = ({ facts }: { facts: { inspectorAccountId: string } }) => [facts.inspectorAccountId];

/** Where it leads. */
export const theInspections = ({ facts }: { facts: { number: string } }) => portalPaths.inspections(facts.number);
export const thePermit = ({ facts }: { facts: { number: string } }) => portalPaths.permit(facts.number);
export const theRecord = ({ facts }: { facts: { number: string } }) => portalPaths.record(facts.number);
export const theRecordsFees = (_event: unknown, record: RecordSummary | null) => portalPaths.fees(record!.number);

/** Everyone on the record. */
export async function parties({ facts }: OfRecord, ask: Ask): Promise<string[]> {
  return (await ask.of(RecordsService).parties(facts.recordId)).map(({ accountId }) => accountId);
}

/** The applicant, and contractors named on the record. */
export async function owners({ facts }: OfRecord, ask: Ask): Promise<string[]> {
  return (await ask.of(RecordsService).parties(facts.recordId))
    .filter(({ relation }) => relation === 'owner')
    .map(({ accountId }) => accountId);
}

export async function contractorAccounts(recordId: string, ask: Ask): Promise<string[]> {
  return (await ask.of(ContractorsService).byRecordId(recordId))?.accountIds ?? [];
}
