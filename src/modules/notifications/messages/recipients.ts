import type { RecordSummary } from '../../records/index.js';
import type { MessageSources } from '../message-sources.js';
import { portalPaths } from '../portal-paths.js';

/** Who is told. */
export const theAccount = ({ facts }: { facts: { accountId: string } }) => [facts.accountId];
export const thePayer = ({ facts }: { facts: { accountId?: string } }) => (facts.accountId ? [facts.accountId] : []);
export const parties = (event: { facts: { recordId: string } }, ask: MessageSources) => ask.parties(event);
export const owners = (event: { facts: { recordId: string } }, ask: MessageSources) => ask.owners(event);

export const theInspector = ({ facts }: { facts: { inspectorAccountId: string } }) => [facts.inspectorAccountId];

/** Where it leads. */
export const theInspections = ({ facts }: { facts: { number: string } }) => portalPaths.inspections(facts.number);
export const thePermit = ({ facts }: { facts: { number: string } }) => portalPaths.permit(facts.number);
export const theRecord = ({ facts }: { facts: { number: string } }) => portalPaths.record(facts.number);
export const theRecordsFees = (_event: unknown, record: RecordSummary | null) => portalPaths.fees(record!.number);
