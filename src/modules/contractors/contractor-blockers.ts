import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FeesService } from '../payments/index.js';
import { nextStepOf, ProjectBlockers, toBlocker, type Blocker } from '../projects/index.js';
import { type RecordSummary } from '../records/index.js';
import { papersToShow, toShow } from './contractor-next-step.rules.js';
import { lapsedPapers } from './contractor-shell.js';
import { ContractorsService } from './contractors.service.js';
import { OpenFilings } from './filings/open-filings.js';

/** What registrations in a project wait for, paper by paper: a fixed number of queries. */
@Injectable()
export class ContractorBlockers implements OnModuleInit {
  constructor(
    private readonly contractors: ContractorsService,
    private readonly filings: OpenFilings,
    private readonly fees: FeesService,
    private readonly projectBlockers: ProjectBlockers,
  ) {}

  onModuleInit(): void {
    this.projectBlockers.register({ kind: 'license', of: (records) => this.of(records) });
  }

  async of(records: readonly RecordSummary[]): Promise<Map<string, Blocker[]>> {
    const known = new Map(records.map((record) => [record.id, record]));
    const standings = await this.contractors.byRecordIds([...known.keys()]);
    const ids = standings.map(({ recordId }) => recordId);
    if (ids.length === 0) return new Map();
    const filings = await this.filings.ofEach(ids);
    const fees = await this.fees.outstandingOf(ids);
    return new Map(
      standings.map((standing) => {
        const { recordId, status } = standing;
        const record = known.get(recordId)!;
        const filing = filings.get(recordId) ?? null;
        const lapsed = lapsedPapers(standing);
        const papers = papersToShow({ status, lapsed, filing }).flatMap((name) => toBlocker(toShow([name]), record.waitingSince));
        // The next step names all papers at once when it is about nothing else.
        const step = nextStepOf(record).filter(({ label }) => label !== toShow(lapsed).label);
        const amountCents = fees.get(recordId)!.reduce((sum, fee) => sum + fee.amountCents, 0);
        return [recordId, [...step.map((each) => (filing?.status === 'fee-due' ? { ...each, amountCents } : each)), ...papers]];
      }),
    );
  }
}
