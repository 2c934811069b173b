import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { definePaper, IssuedPapers, type PaperStanding } from '../../official-documents/index.js';
import { RecordsService, type RecordSummary } from '../../records/index.js';
import { PERMIT } from '../permit.record-type.js';
import { IN_FORCE, type PermitStatus } from '../permit.status.js';
import { PermitNotCompleted, PermitNotFound, PermitNotIssued } from '../permits.errors.js';
import { completionCertificate, type CompletionSnapshot } from './completion-certificate.js';
import { permitCard, type PermitSnapshot } from './permit-card.js';

const CARD = definePaper<PermitSnapshot>({
  kind: 'permit',
  name: 'permit',
  recordName: 'Permit',
  draw: permitCard,
  fileName: (number) => `${number}.pdf`,
  standing,
});

const COMPLETION = definePaper<CompletionSnapshot>({
  kind: 'certificate-of-completion',
  name: 'certificate of completion',
  recordName: 'Permit',
  draw: completionCertificate,
  fileName: (number) => `${number}-completion.pdf`,
  standing,
  lastDay: null,
});

const DOCUMENTS = { card: CARD, completion: COMPLETION };
type PermitDocument = keyof typeof DOCUMENTS;

/** The papers of permits: the card that is posted at the site, and the certificate that closes the job. */
@Injectable()
export class PermitDocumentsService {
  constructor(
    private readonly papers: IssuedPapers,
    private readonly records: RecordsService,
  ) {}

  /** Keeps what the card says from now on; earlier editions stay and are known as replaced. */
  keep(recordId: string, snapshot: PermitSnapshot): Promise<string> {
    return this.papers.issue({ recordId, kind: CARD.kind, snapshot });
  }

  /** What the newest card says; null before the issue. */
  newest(recordId: string): Promise<PermitSnapshot | null> {
    return this.papers.newest<PermitSnapshot>(recordId, CARD.kind);
  }

  async download(principal: Principal, number: string, what: PermitDocument): Promise<StreamableFile> {
    const { record } = await this.records.requireParty(principal, number);
    return (await this.papers.file(record.id, DOCUMENTS[what].kind)) ?? refuse(record, what);
  }

  async pdf(recordId: string, what: PermitDocument): Promise<Buffer> {
    const pdf = await this.papers.newestPdf(recordId, DOCUMENTS[what].kind);
    if (pdf) return pdf;
    const record = await this.records.byId(recordId);
    if (!record) throw new PermitNotFound(recordId);
    return refuse(record, what);
  }

  /** What the certificate of completion says, from the card and what has passed; made once. */
  async keepCompletion(recordId: string, passed: CompletionSnapshot['passed'], finaledOn: string): Promise<void> {
    const { number, typeName, categoryName, address, description, applicantName, contractors, ownerDoesWork, issuedOn } =
      (await this.newest(recordId))!;
    const snapshot: CompletionSnapshot = {
      ...{ number, typeName, categoryName, address, description, applicantName, contractors, ownerDoesWork, issuedOn },
      finaledOn,
      passed,
    };
    await this.papers.issue({ recordId, kind: COMPLETION.kind, snapshot });
  }
}

function refuse(record: RecordSummary, what: PermitDocument): never {
  if (record.kind !== PERMIT.kind) throw new PermitNotFound(record.number);
  const Refusal = what === 'card' ? PermitNotIssued : PermitNotCompleted;
  throw new Refusal(record.number, record.status as PermitStatus);
}

/** In force, or finaled; not on the day after its last, also before the night job has seen it. */
function standing(record: RecordSummary, snapshot: { typeName: string }, today: Temporal.PlainDate): PaperStanding {
  const { status, issuedOn, expiresOn } = record;
  const ranOut = status === 'issued' && expiresOn !== null && Temporal.PlainDate.compare(expiresOn, today) < 0;
  return {
    valid: (IN_FORCE as readonly string[]).includes(status) && !ranOut,
    status: ranOut ? 'expired' : status,
    statusLabel: ranOut ? 'Expired' : record.statusLabel,
    typeName: snapshot.typeName,
    issuedOn: issuedOn?.toString() ?? null,
    expiresOn: expiresOn?.toString() ?? null,
  };
}
